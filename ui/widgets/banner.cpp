// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/banner.h"

#include "theme/state.h"
#include "widgets/buttons.h"
#include "widgets/chip.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

struct BannerLook
{
    QString name; ///< as the style sheet has it
    QString icon; ///< none for production, which has its chip
    Token color;
};

BannerLook lookOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Production:
        return {u"production"_s, {}, Token::Error};
    case Banner::Kind::WatchOnly:
        return {u"watch-only"_s, u"watch-only"_s, Token::TextSecondary};
    case Banner::Kind::SignIn:
        return {u"warning"_s, u"key"_s, Token::Warning};
    case Banner::Kind::Stale:
        return {u"stale"_s, u"stale"_s, Token::Stale};
    case Banner::Kind::Warning:
        return {u"warning"_s, u"warning"_s, Token::Warning};
    case Banner::Kind::Simulated:
        return {u"simulated"_s, u"play"_s, Token::TextSecondary};
    case Banner::Kind::Snapshot:
        break;
    }
    return {u"snapshot"_s, u"snapshot"_s, Token::TextSecondary};
}

} // namespace

Banner::Banner(Kind kind, QWidget* parent)
    : QFrame(parent),
      m_kind(kind),
      m_text(new TextLabel(TextStyle::Body, Token::TextPrimary, this)),
      m_aside(new TextLabel(TextStyle::Body, Token::TextSecondary, this)),
      m_action(makeLink({}, this))
{
    setProperty("banner", lookOf(kind).name);
    auto* row = new QHBoxLayout(this);
    addMark(*row);
    row->addWidget(m_text, 1);
    row->addWidget(m_aside);
    row->addWidget(m_action);
    m_action->hide();
    connect(m_action, &QToolButton::clicked, this, &Banner::actionTriggered);
    followScale(this, [this, row] {
        row->setContentsMargins(pxMargins(12, 0, 12, 0));
        row->setSpacing(px(9));
        setFixedHeight(px(32));
    });
}

void Banner::addMark(QHBoxLayout& row)
{
    if (m_kind == Kind::Production) {
        row.addWidget(Chip::production(this));
        return;
    }
    const BannerLook look = lookOf(m_kind);
    row.addWidget(new IconLabel(look.icon, look.color, 16, this));
}

void Banner::setText(const QString& text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

void Banner::setAside(const QString& text)
{
    m_aside->setText(text);
    m_aside->setVisible(!text.isEmpty());
}

void Banner::setAction(const QString& text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

BannerStack::BannerStack(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    followScale(this, [this] { m_layout->setSpacing(px(10)); });
    setVisible(false);
}

void BannerStack::setBanner(Banner::Kind kind, const QString& text, const QString& action,
                            const QString& aside)
{
    Banner*& banner = m_banners[std::size_t(kind)];
    const bool added = !banner;
    if (added)
        banner = make(kind);
    banner->setText(text);
    banner->setAction(action);
    banner->setAside(aside);
    setVisible(true);
    if (!added)
        return;
    orderTabs();
    Q_EMIT countChanged();
}

Banner* BannerStack::make(Banner::Kind kind)
{
    auto* banner = new Banner(kind, this);
    connect(banner, &Banner::actionTriggered, this, [this, kind] { Q_EMIT actionTriggered(kind); });
    const auto before = std::count_if(m_banners.begin(), m_banners.begin() + int(kind),
                                      [](const Banner* other) { return other != nullptr; });
    m_layout->insertWidget(int(before), banner);
    return banner;
}

/// A new banner would come last, far from where it stands.
void BannerStack::orderTabs()
{
    QWidget* before = previousInFocusChain();
    while (before != this && (isAncestorOf(before) || (before->focusPolicy() & Qt::TabFocus) == 0))
        before = before->previousInFocusChain();
    for (const Banner* banner : m_banners) {
        if (!banner)
            continue;
        if (before != this)
            setTabOrder(before, &banner->action());
        before = &banner->action();
    }
}

void BannerStack::removeBanner(Banner::Kind kind)
{
    // Deleted later: the call may come from the banner's own button.
    Banner* banner = std::exchange(m_banners[std::size_t(kind)], nullptr);
    if (!banner)
        return;
    m_layout->removeWidget(banner);
    banner->hide();
    banner->deleteLater();
    setVisible(m_layout->count() > 0);
    Q_EMIT countChanged();
}

bool BannerStack::hasBanner(Banner::Kind kind) const
{
    return m_banners[std::size_t(kind)] != nullptr;
}

} // namespace tierwatch
