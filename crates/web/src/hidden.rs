//! What a record shown to everybody does not tell: where its files lay on the machine that read them.

use serde::Serialize;
use serde_json::Value;

/// A value as JSON without paths: an id that is a path is the file's name alone.
pub(crate) fn without_paths(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut value = serde_json::to_value(value)?;
    hide(&mut value);
    serde_json::to_vec(&value)
}

fn hide(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Object(fields) => {
            if let Some(Value::String(path)) = fields.get_mut("path").map(Value::take) {
                let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                let is_path = |id: &&mut Value| id.as_str() == Some(path.as_str());
                if let Some(id) = fields.get_mut("id").filter(is_path) {
                    *id = Value::String(name);
                }
            }
            fields.values_mut().for_each(hide);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_nowhere() {
        let told = serde_json::json!({ "items": [
            { "id": "talks/ada/talk.txt", "path": "talks/ada/talk.txt", "title": null },
            { "id": "speech-4", "path": "C:\\files\\all.jsonl" },
        ] });
        let shown = String::from_utf8(without_paths(&told).unwrap()).unwrap();
        assert_eq!(
            shown,
            r#"{"items":[{"id":"talk.txt","path":null,"title":null},{"id":"speech-4","path":null}]}"#
        );
    }
}
