//! The record as its users meet it.

mod answers;
mod damage;
mod documented;
mod kept;
mod made;
mod refused;
mod versions;
