//! Title, author and dates, told twice as the standards want it: in the Info dictionary and in XMP.

use lopdf::{Dictionary, Object, StringFormat, dictionary};

use super::Info;
use super::finish::text_string;

const PRODUCER: &str = concat!("leaky-bucket ", env!("CARGO_PKG_VERSION"));

pub(super) fn dictionary(info: &Info) -> Dictionary {
    let date = Object::String(
        info.created.strftime("D:%Y%m%d%H%M%SZ").to_string().into_bytes(),
        StringFormat::Literal,
    );
    let mut dictionary = dictionary! {
        "Title" => text_string(&info.title),
        "Producer" => text_string(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    for (key, value) in [("Author", &info.author), ("Subject", &info.subject)] {
        if !value.is_empty() {
            dictionary.set(key, text_string(value));
        }
    }
    dictionary
}

/// PDF/A knows nothing of PDF/UA, so the one property we use of it is described.
const EXTENSION: &str = "<rdf:Description rdf:about=\"\" \
     xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
     xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
     xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
     <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
     <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
     <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
     <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
     <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
     <pdfaProperty:name>part</pdfaProperty:name>\
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
     <pdfaProperty:category>internal</pdfaProperty:category>\
     <pdfaProperty:description>The part of PDF/UA that is kept to</pdfaProperty:description>\
     </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// Returns the same facts as XMP.
pub(super) fn xmp(info: &Info) -> String {
    let date = info.created.strftime("%Y-%m-%dT%H:%M:%SZ");
    let title = escaped(&info.title);
    let author = match info.author.as_str() {
        "" => String::new(),
        author => format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>", escaped(author)),
    };
    let subject = match info.subject.as_str() {
        "" => String::new(),
        subject => format!(
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:description>",
            escaped(subject)
        ),
    };
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         {author}{subject}<pdf:Producer>{PRODUCER}</pdf:Producer>\
         <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\
         <pdfuaid:part>1</pdfuaid:part></rdf:Description>{EXTENSION}</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

/// Returns a text as XML holds it.
///
/// XMP stands in the file uncompressed. A reader that mends a damaged file searches its bytes for objects, so
/// what it would take for one, or for the file's end, is written as numbers.
fn escaped(text: &str) -> String {
    const WRITTEN: [(&str, &str); 9] = [
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("/", "&#47;"),
        ("%", "&#37;"),
        ("obj", "&#111;bj"),
        ("stream", "&#115;tream"),
        ("xref", "&#120;ref"),
        ("trailer", "&#116;railer"),
    ];
    WRITTEN.iter().fold(text.to_owned(), |text, (sign, written)| text.replace(sign, written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_looks_like_an_object() {
        assert_eq!(escaped("1 0 obj /JS"), "1 0 &#111;bj &#47;JS");
        assert_eq!(escaped("%%EOF endstream"), "&#37;&#37;EOF end&#115;tream");
    }

    #[test]
    fn xml_in_a_title_stays_text() {
        let info = Info {
            title: "R&D <b>".to_owned(),
            author: String::new(),
            subject: String::new(),
            language: "en".to_owned(),
            created: jiff::Timestamp::UNIX_EPOCH,
        };
        let xmp = xmp(&info);
        assert!(xmp.contains("R&amp;D &lt;b&gt;"));
        assert!(xmp.contains("1970-01-01T00:00:00Z"));
    }
}
