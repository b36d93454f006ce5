//! Metadata values as people write them: text, numbers, lists, or objects with a name.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Any value, as text: numbers as written, a list joined by commas, of an object its `name`.
/// `None` for null, `false`, and what holds no text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loose(pub(crate) Option<String>);

impl Loose {
    fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self((!text.trim().is_empty()).then_some(text))
    }

    /// Trimmed, as metadata is wanted.
    pub(crate) fn trimmed(self) -> Option<String> {
        self.0.map(|text| if text.trim().len() == text.len() { text } else { text.trim().to_owned() })
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Loose, E> {
        Ok(Loose::text(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Loose, E> {
        Ok(Loose::text(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Loose, E> {
        Ok(Loose::text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Loose, E> {
        Ok(Loose::text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Loose, E> {
        Ok(Loose::text(value.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Loose, E> {
        Ok(Loose::default())
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::default())
    }

    fn visit_none<E>(self) -> Result<Loose, E> {
        Ok(Loose::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Loose, A::Error> {
        let mut joined = String::new();
        while let Some(Loose(item)) = items.next_element()? {
            if let Some(item) = item {
                if !joined.is_empty() {
                    joined.push_str(", ");
                }
                joined.push_str(item.trim());
            }
        }
        Ok(Loose::text(joined))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Loose, A::Error> {
        let mut name = Loose::default();
        while let Some(key) = fields.next_key::<String>()? {
            if key == "name" {
                name = fields.next_value()?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}
