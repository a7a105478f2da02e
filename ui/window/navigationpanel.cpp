// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/navigationpanel.h"

#include "theme/icons.h"
#include "theme/tokens.h"
#include "theme/typography.h"
#include "widgets/buttons.h"

#include <QButtonGroup>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

void paintFocus(QPainter& painter, const QWidget& widget, const Colors& colors)
{
    if (!widget.hasFocus())
        return;
    painter.setPen(QPen(colors(Token::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), px(6), px(6));
}

void drawElided(QPainter& painter, const QRect& room, TextStyle style, const QColor& color,
                const QString& text)
{
    painter.setFont(textFont(style));
    painter.setPen(color);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
}

} // namespace

NavigationRow::NavigationRow(const QString& icon, const QString& text, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void NavigationRow::setCompact(bool compact)
{
    m_compact = compact;
    setToolTip(compact ? text() : QString());
    updateGeometry();
    update();
}

void NavigationRow::setTrouble(bool trouble)
{
    if (std::exchange(m_trouble, trouble) == trouble)
        return;
    setAccessibleName(trouble ? tr("%1, needs attention").arg(text()) : text());
    update();
}

QSize NavigationRow::sizeHint() const
{
    return pxSize(m_compact ? 36 : 187, 30);
}

void NavigationRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBackground(painter);
    const Colors colors = Colors::of(*this);
    const int side = px(16);
    const int left = m_compact ? (width() - side) / 2 : px(10);
    const QColor text = colors(isEnabled() ? Token::TextPrimary : Token::TextDisabled);
    icons::paint(painter, m_icon, QRectF(left, (height() - side) / 2.0, side, side), text);
    if (!m_compact)
        drawElided(painter, rect().adjusted(px(36), 0, -px(m_trouble ? 26 : 6), 0),
                   isChecked() ? TextStyle::Heading : TextStyle::Body, text, this->text());
    if (m_trouble) {
        const int badge = px(m_compact ? 10 : 12);
        const QRectF place(width() - badge - px(m_compact ? 2 : 8),
                           m_compact ? px(2) : (height() - badge) / 2.0, badge, badge);
        icons::paint(painter, u"warning"_s, place, colors(Token::Warning));
    }
    paintFocus(painter, *this, colors);
}

void NavigationRow::paintBackground(QPainter& painter) const
{
    const Colors colors = Colors::of(*this);
    painter.setPen(Qt::NoPen);
    if (isChecked() || underMouse()) {
        painter.setBrush(colors(isChecked() ? Token::Selection : Token::Hover));
        painter.drawRoundedRect(rect(), px(6), px(6));
    }
    if (isChecked()) {
        painter.setBrush(colors(Token::Accent));
        painter.drawRoundedRect(QRectF(0, px(6), px(3), height() - 2 * px(6)), 1.5, 1.5);
    }
}

TargetSwitcher::TargetSwitcher(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void TargetSwitcher::setTarget(const QString& name, const QString& kind)
{
    setText(name);
    m_kind = kind;
    setAccessibleName(tr("Target: %1, %2").arg(name, kind));
    setToolTip(tr("%1, %2. Another target: Ctrl+T").arg(name, kind));
    update();
}

void TargetSwitcher::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
    update();
}

QSize TargetSwitcher::sizeHint() const
{
    return pxSize(m_compact ? 36 : 187, m_compact ? 36 : 46);
}

void TargetSwitcher::paintEvent(QPaintEvent*)
{
    const Colors colors = Colors::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors(Token::Border));
    painter.setBrush(colors(underMouse() ? Token::Hover : Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6));
    if (m_compact) {
        const int side = px(16);
        icons::paint(painter, u"workspace"_s,
                     QRectF((width() - side) / 2.0, (height() - side) / 2.0, side, side),
                     colors(Token::TextPrimary));
    } else {
        paintText(painter, rect().adjusted(px(10), px(5), -px(10), -px(5)));
    }
    paintFocus(painter, *this, colors);
}

void TargetSwitcher::paintText(QPainter& painter, const QRect& room) const
{
    const Colors colors = Colors::of(*this);
    const int arrow = px(12);
    icons::paint(painter, u"switch-target"_s,
                 QRectF(room.right() - arrow, room.center().y() - arrow / 2.0, arrow, arrow),
                 colors(Token::TextSecondary));
    const int lineHeight = room.height() / 2;
    const QRect name(room.left(), room.top(), room.width() - arrow - px(4), lineHeight);
    drawElided(painter, name, TextStyle::Heading, colors(Token::TextPrimary), text());
    const int icon = px(12);
    const QRect kind = name.translated(0, lineHeight);
    icons::paint(painter, u"workspace"_s,
                 QRectF(kind.left(), kind.center().y() - icon / 2.0, icon, icon),
                 colors(Token::TextSecondary));
    drawElided(painter, kind.adjusted(icon + px(6), 0, 0, 0), TextStyle::Small,
               colors(Token::TextSecondary), m_kind);
}

NavigationPanel::NavigationPanel(QWidget* parent)
    : QWidget(parent),
      m_layout(new QVBoxLayout(this)),
      m_switcher(new TargetSwitcher(this)),
      m_server(makeLink({}, this)),
      m_pages(new QButtonGroup(this))
{
    setAccessibleName(tr("Navigation"));
    m_layout->addWidget(m_switcher);
    m_layout->addWidget(m_server, 0, Qt::AlignLeft);
    m_server->hide();
    connect(m_server, &QToolButton::clicked, this, &NavigationPanel::serverWanted);
    m_layout->addStretch(1);
    connect(m_pages, &QButtonGroup::idClicked, this, &NavigationPanel::pageChosen);
    followScale(this, [this] { applySizes(); });
}

void NavigationPanel::applySizes()
{
    setFixedWidth(px(m_compact ? 56 : 208));
    m_layout->setContentsMargins(pxMargins(10, 10, 11, 10));
    m_layout->setSpacing(px(2));
}

void NavigationPanel::addPage(const QString& icon, const QString& name)
{
    auto* row = new NavigationRow(icon, name, this);
    const int page = static_cast<int>(m_pages->buttons().size());
    m_pages->addButton(row, page);
    if (page == 0)
        m_layout->insertSpacing(2, px(8));
    m_layout->insertWidget(m_layout->count() - 1, row);
}

void NavigationPanel::setCurrent(int page)
{
    m_pages->button(page)->setChecked(true);
    // Tab comes to the page that is shown; from there the arrows lead to the others.
    for (QAbstractButton* row : m_pages->buttons())
        row->setFocusPolicy(row->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
}

void NavigationPanel::setTrouble(int page, bool trouble)
{
    static_cast<NavigationRow*>(m_pages->button(page))->setTrouble(trouble);
}

void NavigationPanel::setAvailable(int page, bool available)
{
    m_pages->button(page)->setEnabled(available);
}

void NavigationPanel::setTarget(const QString& name, const QString& kind)
{
    m_switcher->setTarget(name, kind);
}

void NavigationPanel::setServer(const QString& name)
{
    m_server->setText(tr("Server %1").arg(name));
    m_server->setToolTip(tr("Signed in to the source server %1. Another one asks for the password "
                            "again.")
                             .arg(name));
    m_hasServer = !name.isEmpty();
    m_server->setVisible(m_hasServer && !m_compact);
}

void NavigationPanel::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    m_switcher->setCompact(compact);
    for (QAbstractButton* button : m_pages->buttons())
        static_cast<NavigationRow*>(button)->setCompact(compact);
    m_server->setVisible(m_hasServer && !compact);
    applySizes();
}

void NavigationPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), Colors::of(*this)(Token::Border));
}

} // namespace tierwatch
