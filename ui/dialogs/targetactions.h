// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "models/price.h"
#include "models/snapshot.h"
#include "target/cachetarget.h"

#include <QAction>
#include <QPointer>

#include <set>

class QAbstractButton;

namespace tierwatch {

/// Everything a person can do to the target of one window, for menus and pages alike: asks where it
/// must, acts, and says how it went. What the target can't do is disabled, with the reason as tool
/// tip. GUI thread; owned by the window that is the parent of its dialogs.
class TargetActions final : public QObject
{
    Q_OBJECT
public:
    explicit TargetActions(QWidget* window);

    /// Null disables everything.
    void setTarget(CacheTarget* target);
    /// Whether people work with what is opened: then every action that costs them something asks
    /// for a name to be typed. Stays as it is until it is set again, whatever the target.
    void setProduction(bool production) { m_production = production; }
    [[nodiscard]] bool isProduction() const { return m_production; }
    void setNames(Names names);
    void setSnapshot(SnapshotPtr snapshot);

    [[nodiscard]] QAction* invalidateAction() const { return m_invalidate; }
    /// Takes back the last invalidation that can be, after asking.
    [[nodiscard]] QAction* undoAction() const { return m_undo; }
    /// Asks the database now, for every company.
    [[nodiscard]] QAction* checkAction() const { return m_check; }
    [[nodiscard]] QAction* cleanUpAction() const { return m_cleanUp; }
    /// Leads to where benchmarks are made.
    [[nodiscard]] QAction* benchmarkAction() const { return m_benchmark; }
    /// The checkable one of Global, User or AutoInvalidate.
    [[nodiscard]] QAction* switchAction(SwitchKind kind) const;
    /// Starts or stops the sample load; invisible where there is none.
    [[nodiscard]] QAction* loadAction() const { return m_load; }

    /// Whether a change of that switch is on its way.
    [[nodiscard]] bool isPending(SwitchKind kind) const { return m_pending.contains(kind); }
    /// Whether the database is being asked because a person wanted it.
    [[nodiscard]] bool isChecking() const { return m_checking; }
    /// Asks the database now, for one company or all.
    void check(std::optional<qint64> companyId);
    /// How often the database is asked by itself.
    void setCheckInterval(qint64 seconds);
    /// Whether the target can do an operation, and if not, why.
    [[nodiscard]] Capability capability(const char* name) const;
    [[nodiscard]] Capability switchCapability(SwitchKind kind) const;
    /// Asks first; begins with that company and type.
    void invalidate(const Scope& scope);
    /// Whether that invalidation can be taken back here and now.
    [[nodiscard]] bool canUndo(const Event& event) const;
    /// Asks, and takes that invalidation back.
    void undo(const Event& event);
    /// As it is or, until an answer can tell, as it was wished to be.
    [[nodiscard]] SampleLoadState sampleLoad() const;
    void setLoad(bool running, double ratePerSecond);
    /// For those who ask now, or for the next start.
    void setLoadRate(double ratePerSecond);

Q_SIGNALS:
    /// An action went well: one line for the status bar.
    void said(const QString& sentence);
    /// The same of an invalidation that can be undone.
    void invalidated(const QString& sentence);
    void failed(const QString& sentence);
    /// An action ended, whichever way, or was called off; the figures may have changed.
    void settled();
    /// Enabled, checked or pending states changed.
    void changed();

private:
    struct LoadWish
    {
        SampleLoadState load;
        qint64 number = 0;
        bool granted = false;
    };

    void makeActions();
    [[nodiscard]] QAction* makeSwitch(SwitchKind kind, const QString& text);
    void updateAvailability();
    void updateChecks();
    void tellInvalidated(const Scope& scope, const Invalidated& done);
    void undoLast();
    [[nodiscard]] const Event* lastInvalidation() const;
    [[nodiscard]] qint64 nowMs() const { return m_snapshot ? m_snapshot->atMs : 0; }
    void cleanUp();
    void confirmCleanUp();
    void confirmUserOff();
    [[nodiscard]] std::optional<ConfirmationText> typedName() const;
    void setSwitch(SwitchKind kind, bool enabled);
    void confirmSwitchOff();
    void confirmAutoOff();
    void checked(std::optional<qint64> companyId, const Result<Watermarks>& reply);
    [[nodiscard]] const Watermarks* watermarks() const;
    void changeSwitch(SwitchKind kind, bool enabled, std::optional<qint64> forSeconds = {});
    void switchChanged(SwitchKind kind, const Result<SwitchState>& reply);
    void toggleLoad();
    template <class F>
    void wishLoad(const SampleLoadState& load, F onDone);
    void endWish(qint64 number, bool granted);
    [[nodiscard]] QString switchSentence(const SwitchState& state) const;
    [[nodiscard]] const Stats* stats() const;
    template <class A, class F>
    void run(A action, F onDone);

    QWidget* m_window;
    QPointer<CacheTarget> m_target;
    bool m_production = false;
    Names m_names;
    SnapshotPtr m_snapshot;
    std::optional<Event> m_done; ///< the last invalidation from here, until it is undone
    std::set<SwitchKind> m_pending;
    std::optional<LoadWish> m_loadWish; ///< until an answer that was asked for later than it
    qint64 m_loadWishes = 0;
    QAction* m_invalidate = nullptr;
    bool m_checking = false;
    QAction* m_undo = nullptr;
    QAction* m_check = nullptr;
    QAction* m_cleanUp = nullptr;
    QAction* m_benchmark = nullptr;
    QAction* m_global = nullptr;
    QAction* m_user = nullptr;
    QAction* m_auto = nullptr;
    QAction* m_load = nullptr;
};

/// Makes a button do what an action does, and be enabled, checked and explained as it is.
void bindButton(QAbstractButton& button, QAction& action);

} // namespace tierwatch
