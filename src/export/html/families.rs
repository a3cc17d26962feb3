//! Font families that a web page names for the signs of East Asia.

use crate::page::han::HanStyle;

/// Returns the rule that names families for one country's way: what the common systems bring, then what many
/// people have added.
pub(super) fn rule(han: HanStyle) -> String {
    let families = match han {
        HanStyle::Simplified => ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"],
        HanStyle::Traditional => ["PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC"],
        HanStyle::Japanese => ["Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", "Noto Sans JP"],
        HanStyle::Korean => ["Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"],
    };
    let names: Vec<String> = families.map(|name| format!("\"{name}\"")).to_vec();
    format!(":root{{--han:{}}}", names.join(","))
}
