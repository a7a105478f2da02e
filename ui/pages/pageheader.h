// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verdict.h"
#include "models/viewsettings.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QToolButton;

class QMenu;

namespace tierwatch {

class SegmentedControl;
class VerdictLine;

/// The top of a page: its title and verdict, and at the right the range, the interval and pause,
/// which are the same on every page. GUI thread; the settings outlive it.
class PageHeader final : public QWidget
{
    Q_OBJECT
public:
    PageHeader(const QString& title, ViewSettings& view, QWidget* parent = nullptr);

    /// A page's own button, before the range; the header takes it over.
    void addButton(QWidget* button);
    void setVerdict(const Verdict& verdict);
    /// The interval in force, and whether it is longer than the one chosen.
    void setPace(std::chrono::milliseconds pace, bool slow);
    /// A page's own control in place of the range; the header takes it over.
    void setOwnRange(QWidget* control);
    /// For a page whose figures are all of one time.
    void hideRange();
    /// When the figures shown arrived.
    void setUpdatedAt(qint64 timeMs);

private:
    void buildTitleRow(const QString& title);
    void buildRange();
    void buildLive();
    void buildPause();
    void updateLive();
    [[nodiscard]] QString liveText() const;

    ViewSettings& m_view;
    std::chrono::milliseconds m_pace;
    bool m_slow = false;
    qint64 m_updatedMs = 0;
    QHBoxLayout* m_row = nullptr;
    SegmentedControl* m_range = nullptr;
    QPushButton* m_live = nullptr;
    QToolButton* m_pause = nullptr;
    VerdictLine* m_verdict = nullptr;
};

/// "Every 5 s", "By hand": an interval as a menu names it.
[[nodiscard]] QString intervalText(std::chrono::seconds interval);
/// A menu of all intervals that follows and changes the settings.
void fillIntervalMenu(QMenu& menu, ViewSettings& view);

} // namespace tierwatch
