//! People: who they are called, which offices when, what they said, how it is quoted.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use onrecord::forms::{PersonAnswer, Profile, Spoken};
use serde::Deserialize;

use super::{Frame, Page, counted, day, page, shortened, window, worded};
use crate::address;
use crate::app::App;

#[derive(Deserialize)]
pub(super) struct Asked {
    name: Option<String>,
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "people.html")]
struct People {
    frame: Frame,
    name: String,
    pager: String,
    people: Vec<PersonAnswer>,
    previous: Option<usize>,
    next: Option<usize>,
}

pub(super) async fn people(State(app): State<Arc<App>>, Query(asked): Query<Asked>) -> Page {
    let name = asked.name.unwrap_or_default();
    let window = window(asked.page);
    let called = name.clone();
    let mut people = app.ask(move |record| record.people(&called, window.skip, window.most)).await?;
    let next = window.next(&mut people);
    let frame = Frame::new(&app, "people", "People");
    page(&People {
        frame,
        pager: format!("/people?name={}&", address::escaped(&name)),
        name,
        people,
        previous: window.previous(),
        next,
    })
}

#[derive(Template)]
#[template(path = "person.html")]
struct Person {
    frame: Frame,
    pager: String,
    profile: Profile,
    /// The name, for an address.
    name: String,
    /// Quotations that were traced or tried: the denominator of the verdicts.
    tried: usize,
    spoken: Vec<Spoken>,
    previous: Option<usize>,
    next: Option<usize>,
}

pub(super) async fn person(
    State(app): State<Arc<App>>,
    Path(number): Path<i64>,
    Query(asked): Query<Asked>,
) -> Page {
    let window = window(asked.page);
    let (profile, mut spoken) = app
        .ask(move |record| {
            let profile = record.profile(&number.to_string())?;
            Ok((profile, record.spoken_by(number, window.skip, window.most)?))
        })
        .await?;
    let next = window.next(&mut spoken);
    let frame = Frame::new(&app, "people", profile.person.name.clone());
    let tried = profile.verdicts.iter().map(|verdict| verdict.count).sum();
    let pager = format!("/people/{number}?");
    let name = address::escaped(&profile.person.name);
    page(&Person { frame, pager, profile, name, tried, spoken, previous: window.previous(), next })
}
