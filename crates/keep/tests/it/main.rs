//! The record as its users meet it.

mod answers;
mod damage;
mod documented;
mod kept;
mod made;
mod occasions;
mod refused;
mod versions;
