//! Which family is taken for a script, when several can show it.
//!
//! First those made for the script that go well with the embedded family, then what the common systems bring;
//! then families that hold many scripts, then whatever there is.

use unicode_script::Script;

/// Families that hold many scripts, best first.
const BROAD: &[&str] = &[
    "Noto Sans",
    "Open Sans",
    "DejaVu Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Arial",
    "Liberation Sans",
    "Tahoma",
    "FreeSans",
    "Arial Unicode MS",
    "Segoe UI Symbol",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Apple Symbols",
];

/// Families that draw the signs of East Asia as China does, best first.
const SIMPLIFIED: &[&str] = &[
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "PingFang TC",
    "Microsoft JhengHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimHei",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "SimSun",
];

/// Families that draw the signs of East Asia as Taiwan and Hong Kong do, best first.
const TRADITIONAL: &[&str] = &[
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "PingFang TC",
    "Microsoft JhengHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Droid Sans Fallback",
    "PMingLiU",
];

/// Families that draw the signs of East Asia as Japan does, best first.
const JAPANESE: &[&str] = &[
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans",
    "Source Han Sans JP",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic",
    "Meiryo",
    "IPAexGothic",
    "IPAGothic",
    "TakaoPGothic",
    "VL PGothic",
    "MS PGothic",
    "MS Gothic",
    "Noto Sans CJK SC",
    "Droid Sans Fallback",
];

/// Families that draw the signs of East Asia as Korea does, best first.
const KOREAN: &[&str] = &[
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Source Han Sans KR",
    "Source Han Sans K",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumGothic",
    "Nanum Gothic",
    "UnDotum",
    "Baekmuk Dotum",
    "Noto Sans CJK SC",
    "Droid Sans Fallback",
];

/// Returns how a family ranks for a script; less is better.
pub(super) fn rank(script: Script, family: &str) -> usize {
    let made = made_for(script).concat();
    let place = |names: &[&str]| names.iter().position(|name| *name == family);
    place(&made).or_else(|| place(BROAD).map(|place| made.len() + place)).unwrap_or_else(|| {
        let rest = made.len() + BROAD.len();
        // What its name calls plain comes before what it calls otherwise.
        let plain = ["Sans", "Gothic", "Hei"].iter().any(|word| family.contains(word));
        let special = ["Serif", "Mono", "Script", "Display", "Black", "Condensed"]
            .iter()
            .any(|word| family.contains(word));
        rest + usize::from(!family.starts_with("Noto Sans")) + usize::from(!plain) + 3 * usize::from(special)
    })
}

/// Lists of families made for a script, the best list first. What no family of one country shows is looked for
/// with the others: Japan's fonts have no hangul.
fn made_for(script: Script) -> &'static [&'static [&'static str]] {
    match script {
        Script::Han => &[SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN],
        Script::Bopomofo => &[TRADITIONAL, SIMPLIFIED, JAPANESE, KOREAN],
        Script::Hiragana | Script::Katakana => &[JAPANESE, KOREAN, SIMPLIFIED, TRADITIONAL],
        Script::Hangul => &[KOREAN, JAPANESE, SIMPLIFIED, TRADITIONAL],
        Script::Hebrew => {
            &[&["Noto Sans Hebrew", "Arial Hebrew", "Open Sans Hebrew", "Segoe UI", "Arial", "DejaVu Sans"]]
        }
        Script::Arabic => &[&[
            "Noto Sans Arabic",
            "Noto Sans Arabic UI",
            "Noto Naskh Arabic",
            "Geeza Pro",
            "Segoe UI",
            "Tahoma",
            "Arial",
            "DejaVu Sans",
            "KacstOne",
            "FreeSans",
        ]],
        Script::Thai => {
            &[&["Noto Sans Thai", "Noto Sans Thai UI", "Thonburi", "Leelawadee UI", "Tahoma", "Garuda"]]
        }
        Script::Devanagari => {
            &[&["Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Mangal", "Lohit Devanagari"]]
        }
        Script::Armenian => &[&["Noto Sans Armenian", "Segoe UI", "DejaVu Sans"]],
        Script::Georgian => &[&["Noto Sans Georgian", "Segoe UI", "DejaVu Sans"]],
        // Scripts without a list of their own; `Script` is not ours.
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Families from best to worst.
    #[track_caller]
    fn check(script: Script, families: &[&str]) {
        let ranks: Vec<usize> = families.iter().map(|family| rank(script, family)).collect();
        assert!(ranks.is_sorted_by(|one, other| one < other), "{script:?}: {families:?} rank {ranks:?}");
    }

    #[test]
    fn each_country_comes_first_in_its_own_way() {
        check(Script::Hiragana, &["Noto Sans CJK JP", "IPAGothic", "Noto Sans CJK SC", "Noto Sans CJK KR"]);
        check(Script::Hangul, &["Noto Sans CJK KR", "NanumGothic", "Noto Sans CJK SC", "Noto Sans CJK JP"]);
        check(Script::Han, &["Noto Sans CJK SC", "Noto Sans CJK TC", "Noto Sans CJK JP", "DejaVu Sans"]);
        check(Script::Bopomofo, &["Noto Sans CJK TC", "Noto Sans CJK SC", "Noto Sans CJK JP"]);
    }

    #[test]
    fn what_one_country_lacks_is_looked_for_in_another() {
        check(Script::Hiragana, &["IPAGothic", "Malgun Gothic", "Arial", "Some Serif"]);
    }
}
