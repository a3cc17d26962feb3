//! A small box over the screen that wants one decision.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::sheet::{Row, draw_row};
use crate::tui::theme::{Role, Theme};
use crate::tui::wrap;

/// Draws the box in the middle, and returns where the terminal's cursor belongs: on its last line.
pub fn draw(rows: &[Row], area: Rect, buffer: &mut Buffer, theme: Theme) -> (u16, u16) {
    let widest = rows.iter().map(Row::width).max().unwrap_or(0);
    let width = u16::try_from(widest + 4).unwrap_or(u16::MAX).min(area.width);
    // Where there is no room for the frame, its upper and lower edge go before any line of the text.
    let frame = u16::from(rows.len() + 2 <= usize::from(area.height));
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2 * frame).min(area.height);
    let x = area.x + (area.width.min(100) - width.min(100)) / 2;
    let y = area.y + (area.height - height) / 2;
    let inner = usize::from(width.saturating_sub(2));
    let edge = |left: &str, right: &str| format!("{left}{}{right}", "─".repeat(inner));
    let line = |row: &Row, y: u16, buffer: &mut Buffer| {
        draw_row(row, Rect { x, y, width, height: 1 }, buffer, theme);
    };
    if area.width < 60 {
        // With so little beside it, what is left of the lines would only be puzzling.
        let clear = Row::of(Role::Plain, " ".repeat(usize::from(area.width)));
        for y in y..y + height {
            draw_row(&clear, Rect { y, height: 1, ..area }, buffer, theme);
        }
    }
    for y in y..y + height {
        // A wide sign that reaches under the frame would be drawn over it.
        let beside = x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)));
        if let Some(cell) = beside.filter(|cell| 1 < wrap::width(cell.symbol())) {
            cell.set_symbol(" ");
        }
    }
    if 0 < frame {
        line(&Row::of(Role::Rule, edge("┌", "┐")), y, buffer);
        line(&Row::of(Role::Rule, edge("└", "┘")), (y + height).saturating_sub(1), buffer);
    }
    for (row, y) in rows.iter().zip(y + frame..(y + height).saturating_sub(frame)) {
        line(&Row::of(Role::Rule, format!("│{}│", " ".repeat(inner))), y, buffer);
        let text = Rect { x: x + 2, y, width: width.saturating_sub(4), height: 1 };
        draw_row(row, text, buffer, theme);
    }
    (x.saturating_add(2), (y + height).saturating_sub(1 + frame))
}

/// A text as rows of a box that is at most `width` cells wide inside.
pub fn text<'a>(says: &str, width: usize) -> Vec<Row<'a>> {
    wrap::wrap(says, width).into_iter().map(|line| Row::of(Role::Plain, line)).collect()
}
