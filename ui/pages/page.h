// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/names.h"
#include "models/snapshot.h"
#include "pages/pageheader.h"
#include "widgets/banner.h"

#include <QScrollArea>
#include <QTimer>

class QVBoxLayout;

namespace tierwatch {

class CacheTarget;

/// What all pages share: banners, header, a body that scrolls, and what to do when figures grow
/// old. A page shows the values it is given and asks nothing by itself. GUI thread.
class Page : public QScrollArea
{
    Q_OBJECT
public:
    Page(const QString& title, ViewSettings& view, const Clock& clock, QWidget* parent = nullptr);

    /// Null clears the page.
    void setTarget(CacheTarget* target);
    /// Whether people work with what is shown: a banner says so. Stays until it is set again.
    void setProduction(bool production);
    void setNames(const Names& names);
    void setSnapshot(const SnapshotPtr& snapshot);
    /// No answer came in time; the figures stay, grey, with a banner.
    void setOverdue();
    void setPace(std::chrono::milliseconds pace, bool slow) { m_header->setPace(pace, slow); }
    /// A problem with something the user did; stays until dismissed.
    void showProblem(const QString& sentence);
    /// Alt+1 to Alt+4, from 0 up: a range, unless the page has periods of its own.
    virtual void chooseRange(int index);
    /// Whether the page shows the freshness report, which is asked for only then.
    [[nodiscard]] virtual bool wantsFreshness() const { return false; }
    /// What F6 goes through: header, body.
    [[nodiscard]] QList<QWidget*> regions() const { return {m_header, m_content}; }

Q_SIGNALS:
    void refreshWanted();
    /// A person wants to say anew who asks.
    void signInWanted();
    /// Something the user did on the page went well: one line for the status bar.
    void said(const QString& sentence);

protected:
    /// Shows the figures; none before the first snapshot.
    virtual void showFigures() = 0;
    /// Another target is shown, or none.
    virtual void targetChanged() = 0;
    virtual void setGrey(bool grey) = 0;
    /// Once a second while the figures are old.
    virtual void figuresAged(qint64 nowMs) = 0;
    virtual void bannerAction(Banner::Kind kind);

    [[nodiscard]] PageHeader& header() { return *m_header; }
    [[nodiscard]] BannerStack& banners() { return *m_banners; }
    [[nodiscard]] QVBoxLayout& body() { return *m_body; }
    [[nodiscard]] CacheTarget* target() const { return m_target; }
    [[nodiscard]] bool isProduction() const { return m_production; }
    [[nodiscard]] const Names& names() const { return m_names; }
    [[nodiscard]] const Snapshot* snapshot() const { return m_snapshot.get(); }
    [[nodiscard]] const Clock& clock() const { return m_clock; }
    [[nodiscard]] const ViewSettings& view() const { return m_view; }

private:
    void buildBody(const QString& title);
    void showTargetState();
    void showSignIn();
    void showProduction();
    void showAge();
    void setFresh();
    void setStale(const QString& cause);

    ViewSettings& m_view;
    const Clock& m_clock;
    CacheTarget* m_target = nullptr;
    bool m_production = false;
    Names m_names;
    SnapshotPtr m_snapshot;
    QString m_staleCause;
    QTimer m_ageTick;
    PageHeader* m_header = nullptr;
    BannerStack* m_banners = nullptr;
    QWidget* m_content = nullptr; ///< what stands below the header
    QVBoxLayout* m_body = nullptr;
};

/// The first part of a snapshot that failed for another reason than not being available.
[[nodiscard]] const Error* failureIn(const Snapshot& snapshot);

} // namespace tierwatch
