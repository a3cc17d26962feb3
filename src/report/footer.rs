//! What stands at the foot of every page: who may read it, whose it is, and the page count.

use crate::words::EN;

/// What stands at the foot of every page beside the subject and the label.
#[derive(Debug, Clone, PartialEq)]
pub struct Footer {
    /// A line such as "Confidential"; may be empty. It stands at the head of the report as well.
    pub note: String,
    /// A line of the publisher's own below the others; may be empty.
    pub own: String,
    /// Where the publisher is found, as it is written on paper, such as `www.tern.example`; may be empty.
    pub website: String,
    /// The page count in the report's language, with `{page}` and `{pages}` in it.
    pub page: String,
}

impl Default for Footer {
    fn default() -> Footer {
        Footer {
            note: String::new(),
            own: String::new(),
            website: String::new(),
            page: EN.report.forms.page.to_owned(),
        }
    }
}

impl Footer {
    /// Returns the website's address, if what is written is one: a host with perhaps a path, in plain signs,
    /// without a name or a password before it.
    pub fn address(&self) -> Option<String> {
        let written = self.website.trim();
        let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
        let rest = rest.unwrap_or(written);
        let host = rest.split('/').next().unwrap_or_default();
        let is_host = host.contains('.')
            && host.split('.').all(|label| {
                !label.is_empty() && label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
            });
        let is_plain = rest.chars().all(|sign| sign.is_ascii_alphanumeric() || "-._~/%+=&?#".contains(sign));
        (is_host && is_plain).then(|| match rest.len() == written.len() {
            true => format!("https://{rest}"),
            false => written.to_owned(),
        })
    }

    /// Returns the page count's words for one page.
    pub fn page_words(&self, page: usize, pages: usize) -> String {
        self.page.replace("{pages}", &pages.to_string()).replace("{page}", &page.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_address(website: &str, want: Option<&str>) {
        let footer = Footer { website: website.to_owned(), ..Footer::default() };
        assert_eq!(footer.address().as_deref(), want);
    }

    #[test]
    fn a_bare_host_is_reached_safely() {
        check_address("www.tern.example", Some("https://www.tern.example"));
        check_address("tern.example/team?of=sales", Some("https://tern.example/team?of=sales"));
    }

    #[test]
    fn a_whole_address_stays_as_it_is() {
        check_address("https://tern.example", Some("https://tern.example"));
        check_address("http://tern.example/", Some("http://tern.example/"));
    }

    #[test]
    fn what_is_no_website_is_no_address() {
        for written in ["", "tern", "javascript:alert(1)", "data:text/html,x", "https://", "a..example"] {
            check_address(written, None);
        }
        for written in [
            "tern.example\"><b>",
            "me:word@tern.example",
            "tern.example:80/",
            "ask at tern.example",
            "tern\u{202e}.example",
        ] {
            check_address(written, None);
        }
    }

    #[test]
    fn the_page_words_hold_both_numbers() {
        assert_eq!(Footer::default().page_words(2, 17), "page 2 of 17");
    }
}
