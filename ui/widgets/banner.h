// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <array>

class QHBoxLayout;
class QToolButton;
class QVBoxLayout;

namespace tierwatch {

class TextLabel;

/// One line across the page about a standing condition, with at most one action at its right end.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    /// In the order in which several stand below each other.
    enum class Kind { Production, WatchOnly, SignIn, Stale, Warning, Simulated, Snapshot };
    static constexpr int kindCount = 7;

    explicit Banner(Kind kind, QWidget* parent = nullptr);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] QToolButton& action() const { return *m_action; }
    void setText(const QString& text);
    /// Small grey text before the action: "Signed in as ioana.pop, operator".
    void setAside(const QString& text);
    /// An empty text shows no action.
    void setAction(const QString& text);

Q_SIGNALS:
    void actionTriggered();

private:
    void addMark(QHBoxLayout& row);

    Kind m_kind;
    TextLabel* m_text;
    TextLabel* m_aside;
    QToolButton* m_action;
};

/// The banners of a page, in their fixed order; takes no room while none is shown.
class BannerStack final : public QWidget
{
    Q_OBJECT

public:
    explicit BannerStack(QWidget* parent = nullptr);

    /// Shows the banner of this kind, or changes the one that is there.
    void setBanner(Banner::Kind kind, const QString& text, const QString& action = {},
                   const QString& aside = {});
    void removeBanner(Banner::Kind kind);
    [[nodiscard]] bool hasBanner(Banner::Kind kind) const;

Q_SIGNALS:
    void actionTriggered(Banner::Kind kind);
    /// One came or went: the stack takes another height.
    void countChanged();

private:
    Banner* make(Banner::Kind kind);
    void orderTabs();

    QVBoxLayout* m_layout;
    std::array<Banner*, Banner::kindCount> m_banners{};
};

} // namespace tierwatch
