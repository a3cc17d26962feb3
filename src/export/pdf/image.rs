//! Pictures of pixels, each written once however often it is shown.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::page::logo::Raster;
use crate::page::{Pages, Shape};

/// The pictures of a document, in the order in which they are first shown.
pub(super) struct Images {
    rasters: Vec<Arc<Raster>>,
}

impl Images {
    pub(super) fn of(pages: &Pages) -> Images {
        let mut images = Images { rasters: Vec::new() };
        for mark in pages.pages.iter().flat_map(|page| &page.marks) {
            if let Shape::Image(image) = &mark.shape
                && images.name(&image.raster).is_none()
            {
                images.rasters.push(Arc::clone(&image.raster));
            }
        }
        images
    }

    /// The name by which pages show a picture.
    pub(super) fn name(&self, raster: &Arc<Raster>) -> Option<String> {
        // The same picture read twice is the same picture.
        let is_same = |known: &Arc<Raster>| Arc::ptr_eq(known, raster) || known == raster;
        self.rasters.iter().position(is_same).map(name)
    }

    /// Adds the pictures to a document that has pages, under their names.
    pub(super) fn add_to(&self, document: &mut Document) -> Result<(), lopdf::Error> {
        let Some(page) = document.get_pages().into_values().next().filter(|_| !self.rasters.is_empty())
        else {
            return Ok(());
        };
        let mut named = Dictionary::new();
        for (index, raster) in self.rasters.iter().enumerate() {
            let id = add(document, raster);
            named.set(name(index), Object::Reference(id));
        }
        // All pages share one list of them.
        let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
        let shared = document.get_dictionary(resources)?.get(b"XObject")?.as_reference()?;
        document.get_dictionary_mut(shared)?.extend(&named);
        Ok(())
    }
}

fn name(index: usize) -> String {
    format!("I{index}")
}

fn add(document: &mut Document, raster: &Raster) -> ObjectId {
    let mut colors = picture(raster, "DeviceRGB");
    if let Some(opacity) = &raster.opacity {
        let mask = Stream::new(picture(raster, "DeviceGray"), opacity.clone());
        colors.set("SMask", Object::Reference(document.add_object(mask)));
    }
    document.add_object(Stream::new(colors, raster.colors.clone()))
}

fn picture(raster: &Raster, colors: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(raster.width),
        "Height" => i64::from(raster.height),
        "ColorSpace" => Object::Name(colors.as_bytes().to_vec()),
        "BitsPerComponent" => 8,
    }
}
