"""How everything looks: fonts, palette and style sheet, built from a theme. Fusion beneath, no frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from clipper.gui.theme import Theme

_POOR_FAMILIES = {"Sans Serif", "Sans", "DejaVu Sans", "Bitstream Vera Sans", "Liberation Sans", "Arial"}
BODY, TITLE, META, HEAD = 13, 14, 12, 11
ROW_RADIUS, NAV_RADIUS, THUMB_RADIUS = 8, 7, 6


def mix(front: str, back: str, share: float) -> str:
    """Lay `share` (0…1) of one colour over another; both and the result are #rrggbb."""
    over, under = QColor(front), QColor(back)
    return QColor(
        round(over.red() * share + under.red() * (1 - share)),
        round(over.green() * share + under.green() * (1 - share)),
        round(over.blue() * share + under.blue() * (1 - share)),
    ).name()


def hover(theme: Theme, ground: str) -> str:
    """The ground of something the pointer is over."""
    return mix(theme.text, ground, 0.06)


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface's font, `size` in pixels."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(size)
    made.setWeight(weight)
    return made


def use_fonts(app: QApplication) -> None:
    """Set the interface's font: the system's own, or Inter where the system has only a fallback."""
    chosen = QFont(app.font())
    if QFontInfo(chosen).family() in _POOR_FAMILIES or chosen.family() in _POOR_FAMILIES:
        inter = QFont("Inter")
        if QFontInfo(inter).family() == "Inter":
            chosen = inter
    chosen.setPixelSize(BODY)
    app.setFont(chosen)


def palette(theme: Theme) -> QPalette:
    """The theme as a palette, for what the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, theme.list_ground),
        (role.Base, theme.field),
        (role.AlternateBase, theme.list_ground),
        (role.Button, theme.field),
        (role.WindowText, theme.text),
        (role.Text, theme.text),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.failure),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Link, theme.link),
        (role.LinkVisited, theme.link),
        (role.Accent, theme.accent),
        (role.ToolTipBase, theme.field),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.tertiary),
        (role.Mid, theme.hairline),
        (role.Dark, theme.hairline),
        (role.Light, theme.field),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.tertiary))
    return made


def sheet(theme: Theme) -> str:
    """The style sheet of the window and its dialogs."""
    t = theme
    accent_over, accent_down = mix(t.text, t.accent, 0.10), mix(t.text, t.accent, 0.18)
    field_over, field_down = hover(t, t.field), mix(t.text, t.field, 0.1)
    list_over, list_down = hover(t, t.list_ground), mix(t.text, t.list_ground, 0.1)
    thumb, thumb_over = mix(t.text, t.list_ground, 0.18), mix(t.text, t.list_ground, 0.32)
    return f"""
QWidget {{ color: {t.text}; }}
QMainWindow, QDialog, #listPane {{ background: {t.list_ground}; }}
#sidebar {{ background: {t.sidebar}; }}
#readerPane, #statePage {{ background: {t.reader}; }}
#hairline {{ background: {t.hairline}; border: none; }}
QSplitter {{ background: {t.reader}; }}
QSplitter::handle {{ background: {t.hairline}; }}
QAbstractScrollArea {{ border: none; background: transparent; }}
QLabel {{ background: transparent; }}
QLabel[tone="secondary"] {{ color: {t.secondary}; }}
QLabel[tone="tertiary"] {{ color: {t.tertiary}; font-size: {META}px; }}
QLabel[tone="failure"] {{ color: {t.failure}; }}
QLabel[rank="meta"] {{ font-size: {META}px; }}
QLabel[rank="header"] {{ font-size: {BODY}px; font-weight: 600; }}
QLabel[rank="lead"] {{ font-size: 15px; }}
QLabel[rank="headline"] {{ font-size: 24px; font-weight: 600; }}
QLabel[rank="title"] {{ font-size: 16px; font-weight: 600; }}

QLineEdit, QPlainTextEdit {{
  background: {t.field}; border: 1px solid {t.field_edge}; border-radius: 8px; padding: 0 8px;
  font-size: {TITLE}px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QPlainTextEdit {{ padding: 8px; font-size: {TITLE}px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {t.accent}; }}
QListWidget {{
  background: {t.field}; border: 1px solid {t.field_edge}; border-radius: 8px; padding: 4px; outline: none;
}}
QListWidget::item {{ padding: 4px; border-radius: 5px; color: {t.text}; }}
QListWidget::item:selected {{ background: {t.selected}; color: {t.text}; }}
#libraryBar {{ background: {t.field}; border-bottom: 1px solid {t.hairline}; }}
#popup {{ background: {t.field}; border: 1px solid {t.field_edge}; border-radius: 8px; }}
#note {{ background: {t.code_ground}; border-color: {t.hairline}; font-size: {BODY}px; }}
#search {{ min-height: 34px; max-height: 34px; }}

QPushButton {{
  background: {t.field}; border: 1px solid {t.field_edge}; border-radius: 8px;
  padding: 0 16px; min-height: 32px; font-weight: 600;
}}
QPushButton:hover {{ background: {field_over}; }}
QPushButton:pressed {{ background: {field_down}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 15px; min-height: 30px; }}
QPushButton:disabled {{ color: {t.tertiary}; }}
QPushButton[kind="filled"] {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; }}
QPushButton[kind="filled"]:hover {{ background: {accent_over}; border-color: {accent_over}; }}
QPushButton[kind="filled"]:pressed {{ background: {accent_down}; border-color: {accent_down}; }}
QPushButton[kind="filled"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="filled"]:disabled {{
  background: {mix(t.text, t.list_ground, 0.08)}; color: {t.tertiary}; border-color: transparent;
}}
QPushButton[kind="link"] {{
  background: transparent; border: 1px solid transparent; color: {t.link}; padding: 0 8px;
  min-height: 26px;
}}
QPushButton[kind="link"]:hover {{ background: {list_over}; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; padding: 0 7px; min-height: 24px; }}
QPushButton[kind="inline"] {{
  background: transparent; border: none; border-bottom: 1px solid {t.link}; border-radius: 0; color: {t.link};
  padding: 0; min-height: 16px; font-size: {META}px; font-weight: 600;
}}
QPushButton[kind="inline"]:hover {{ color: {t.text}; border-bottom-color: {t.text}; }}
QPushButton[kind="inline"]:focus {{ border-bottom: 2px solid {t.accent}; min-height: 15px; }}
#add {{ min-height: 34px; font-size: {TITLE}px; }}
#add:focus {{ min-height: 32px; }}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 8px; }}
QToolButton:hover, QToolButton:open {{ background: {list_over}; }}
QToolButton:pressed {{ background: {list_down}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton[kind="sort"] {{
  color: {t.secondary}; font-size: {META}px; padding: 3px 7px; border-radius: 6px;
}}

#bar {{ background: {t.field}; border: 1px solid {t.field_edge}; border-radius: 8px; }}
QProgressBar {{
  background: {mix(t.text, t.list_ground, 0.12)}; border: none; border-radius: 2px;
  min-height: 4px; max-height: 4px;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}

QMenuBar {{ background: {t.sidebar}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {t.selected}; }}
QMenu {{ background: {t.field}; border: 1px solid {t.field_edge}; padding: 5px; }}
QMenu::item {{ padding: 5px 28px 5px 10px; border-radius: 5px; min-height: 18px; }}
QMenu::item:selected {{ background: {t.selected}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.tertiary}; }}
QMenu::separator {{ height: 1px; background: {t.hairline}; margin: 5px 8px; }}
QToolTip {{
  background: {t.field}; color: {t.text}; border: 1px solid {t.field_edge};
  padding: 4px 6px; font-size: {META}px;
}}

QHeaderView {{ background: {t.field}; }}
QHeaderView::section {{
  background: {t.field}; color: {t.secondary}; padding: 5px 8px;
  border: none; border-bottom: 1px solid {t.hairline};
}}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {thumb}; border-radius: 3px; min-height: 36px; margin: 2px 3px; }}
QScrollBar#overlay:vertical {{ width: 8px; }}
QScrollBar#overlay::handle:vertical {{ margin: 2px 1px; border-radius: 3px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {thumb}; border-radius: 3px; min-width: 36px; margin: 3px 2px; }}
QScrollBar::handle:hover {{ background: {thumb_over}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
