//! The part of a list that is shown, on a page or as an answer of the API.

/// The answers of a list that are asked for: one more than is shown, to know whether there are more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// How many to pass over.
    pub(crate) skip: usize,
    /// How many to give.
    pub(crate) most: usize,
}

impl Window {
    /// Pages beyond are not shown: nobody reads so far, and each costs more than the one before.
    const LAST: usize = 500;

    /// Page `number`, from 1, of a list that shows so many on each.
    pub(crate) fn page(number: Option<usize>, shown: usize) -> Self {
        Window { skip: (number.unwrap_or(1).clamp(1, Self::LAST) - 1) * shown, most: shown + 1 }
    }

    /// How many answers there are up to its end.
    pub(crate) fn end(self) -> usize {
        self.skip + self.most
    }

    /// Its answers, of all from the first.
    pub(crate) fn of<T>(self, all: impl IntoIterator<Item = T>) -> Vec<T> {
        all.into_iter().skip(self.skip).take(self.most).collect()
    }

    /// Keeps the answers that are shown, and tells whether there are more.
    pub(crate) fn cut<T>(self, answers: &mut Vec<T>) -> bool {
        let more = answers.len() >= self.most;
        answers.truncate(self.shown());
        more
    }

    /// Likewise, and gives the next page's number.
    pub(crate) fn next<T>(self, answers: &mut Vec<T>) -> Option<usize> {
        let more = self.cut(answers) && self.number() < Self::LAST;
        more.then_some(self.number() + 1)
    }

    /// The number of the page before.
    pub(crate) fn previous(self) -> Option<usize> {
        (self.number() > 1).then(|| self.number() - 1)
    }

    fn shown(self) -> usize {
        self.most - 1
    }

    fn number(self) -> usize {
        self.skip / self.shown() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_its_neighbours() {
        let mut answers: Vec<usize> = (0..=20).collect();
        assert_eq!(Window::page(None, 20).next(&mut answers), Some(2));
        assert_eq!(answers.len(), 20);
        assert_eq!(Window::page(Some(3), 20).skip, 2 * 20);
        assert_eq!(Window::page(Some(3), 20).previous(), Some(2));
        assert_eq!(Window::page(Some(usize::MAX), 20).next(&mut vec![0; 50]), None);
    }

    #[test]
    fn a_window_shows_one_less_than_it_asks_for() {
        let window = Window { skip: 4, most: 3 };
        let mut answers = window.of(0..window.end() + 9);
        assert_eq!(answers, [4, 5, 6]);
        assert!(window.cut(&mut answers));
        assert_eq!(answers, [4, 5]);
    }
}
