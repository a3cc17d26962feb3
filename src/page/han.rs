//! In which country's way the signs of East Asia are drawn.
//!
//! China, Taiwan, Japan and Korea share thousands of Han signs, and each draws them its own way. A report chooses
//! one way for all its texts: a font of Japan beside a font of China within one word looks like a mistake.

use unicode_script::{Script, UnicodeScript};

use crate::report::Report;

/// A country's way of drawing Han signs, and kana, hangul and wide punctuation along with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HanStyle {
    #[default]
    Simplified,
    /// Chinese as in Taiwan and Hong Kong.
    Traditional,
    Japanese,
    Korean,
}

impl HanStyle {
    /// Chooses the way of a whole report; `None` when nothing in it is of East Asia.
    ///
    /// A report in one of these languages is drawn as that language wants. In any other the signs tell: kana
    /// are written in Japan alone, hangul in Korea, bopomofo in Taiwan.
    pub fn of(report: &Report) -> Option<HanStyle> {
        let texts = report.texts();
        HanStyle::of_texts(&report.language, texts.iter().map(String::as_str))
    }

    fn of_texts<'a>(language: &str, texts: impl Iterator<Item = &'a str>) -> Option<HanStyle> {
        let (mut any, mut kana, mut hangul, mut bopomofo) = (false, false, false, false);
        // All signs of East Asia have three bytes or four, the first from here on.
        for text in texts.filter(|text| text.bytes().any(|byte| 0xE1 <= byte)) {
            for sign in text.chars().filter(|sign| is_drawn_alike(*sign)) {
                any = true;
                let script = sign.script();
                kana |= matches!(script, Script::Hiragana | Script::Katakana);
                hangul |= script == Script::Hangul;
                bopomofo |= script == Script::Bopomofo;
            }
        }
        let told = match (kana, hangul, bopomofo) {
            (true, _, _) => HanStyle::Japanese,
            (false, true, _) => HanStyle::Korean,
            (false, false, true) => HanStyle::Traditional,
            (false, false, false) => HanStyle::Simplified,
        };
        any.then(|| HanStyle::of_language(language).unwrap_or(told))
    }

    /// Returns what a language tag alone tells.
    fn of_language(tag: &str) -> Option<HanStyle> {
        let mut parts = tag.split(['-', '_']).map(str::to_ascii_lowercase);
        match parts.next()?.as_str() {
            "ja" => Some(HanStyle::Japanese),
            "ko" => Some(HanStyle::Korean),
            "zh" => {
                let parts: Vec<String> = parts.collect();
                let has = |part: &str| parts.iter().any(|one| one == part);
                let traditional = has("hant") || (!has("hans") && ["tw", "hk", "mo"].into_iter().any(has));
                Some(if traditional { HanStyle::Traditional } else { HanStyle::Simplified })
            }
            // A language is a text, not one of ours to list.
            _ => None,
        }
    }

    /// Returns the script by which `Spare` is asked for a font of this way: the one that only this country has.
    pub fn script(self) -> Script {
        match self {
            HanStyle::Simplified => Script::Han,
            HanStyle::Traditional => Script::Bopomofo,
            HanStyle::Japanese => Script::Hiragana,
            HanStyle::Korean => Script::Hangul,
        }
    }

    /// Returns the language by which a font that knows several ways is told which to take.
    pub(super) fn language(self) -> &'static str {
        match self {
            HanStyle::Simplified => "zh-Hans",
            HanStyle::Traditional => "zh-Hant",
            HanStyle::Japanese => "ja",
            HanStyle::Korean => "ko",
        }
    }
}

/// Whether a script is one of those that are drawn in one way.
pub(super) fn is_of_east_asia(script: Script) -> bool {
    matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo)
}

/// Whether a sign is drawn in the way of its report: also the punctuation, the letters in squares and circles
/// and the wide and narrow forms, which belong to no script.
pub(super) fn is_drawn_alike(sign: char) -> bool {
    matches!(sign, '\u{3000}'..='\u{33ff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
        || is_of_east_asia(sign.script())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Block, Section};

    #[track_caller]
    fn check(language: &str, texts: &[&str], want: Option<HanStyle>) {
        assert_eq!(HanStyle::of_texts(language, texts.iter().copied()), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn nothing_of_it() { check("en", &["Nord", "Київ \u{2013} שלום"], None); }
        #[test] fn nothing_of_it_whatever_the_language() { check("ja", &["Nord"], None); }
        #[test] fn han_alone() { check("en", &["Nord", "上海"], Some(HanStyle::Simplified)); }
        #[test] fn kana_anywhere() { check("en", &["東京", "서울", "の"], Some(HanStyle::Japanese)); }
        #[test] fn narrow_kana() { check("en", &["ﾁｰﾑ"], Some(HanStyle::Japanese)); }
        #[test] fn hangul() { check("de", &["東京", "서울"], Some(HanStyle::Korean)); }
        #[test] fn bopomofo() { check("en", &["注音ㄅㄆ"], Some(HanStyle::Traditional)); }
        #[test] fn the_language_is_stronger() { check("ko", &["の"], Some(HanStyle::Korean)); }
        #[test] fn japanese_without_kana() { check("ja-JP", &["東京"], Some(HanStyle::Japanese)); }
        #[test] fn chinese_with_a_japanese_name() { check("zh", &["上海の"], Some(HanStyle::Simplified)); }
        #[test] fn taiwan() { check("zh-TW", &["臺北"], Some(HanStyle::Traditional)); }
        #[test] fn hong_kong() { check("zh_hk", &["香港"], Some(HanStyle::Traditional)); }
        #[test] fn traditional_by_its_script() { check("zh-Hant", &["臺北"], Some(HanStyle::Traditional)); }
        #[test] fn simplified_by_its_script() { check("zh-Hans-HK", &["香港"], Some(HanStyle::Simplified)); }
        #[test] fn punctuation_alone() { check("en", &["「A」"], Some(HanStyle::Simplified)); }
    }

    #[test]
    fn a_note_far_down_decides_for_the_name_on_top() {
        let blocks = vec![Block::text("ここ")];
        let section = Section { title: "大阪".to_owned(), blocks, ..Section::default() };
        let report = Report { language: "en".to_owned(), sections: vec![section], ..Report::default() };
        assert_eq!(HanStyle::of(&report), Some(HanStyle::Japanese));
    }
}
