// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/async.h"
#include "target/linkfigures.h"
#include "values/operations.h"

#include <QFuture>
#include <QObject>

#include <functional>

namespace tierwatch {

/// What the dashboard may say about a target as a whole.
struct TargetState
{
    enum class Kind { Connected, ViewOnly, Failed };
    /// What a person must do before it goes on.
    enum class Need { Nothing, SignIn, Trust };
    Kind kind = Kind::Connected;
    QString sentence = {}; ///< for ViewOnly and Failed: what, why, what to do
    Need need = Need::Nothing;
    QString presented = {}; ///< for Trust: SHA-256 of the certificate that was shown, where one can
                            ///< be trusted
    friend bool operator==(const TargetState&, const TargetState&) = default;
};

/// A cache that can be watched and controlled, wherever it runs. read() and act() return at once
/// and may be called from the thread the target lives in, or from any where it says so; the answer
/// arrives on any thread, so continue with followed(), or a QFutureWatcher. A target outlives the
/// futures it gave: destroying it ends them.
class CacheTarget : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    Q_DISABLE_COPY_MOVE(CacheTarget)

    [[nodiscard]] virtual QString name() const = 0;     ///< for people: "Accounting reports"
    [[nodiscard]] virtual QString kindName() const = 0; ///< for people: "Local workspace"
    [[nodiscard]] virtual QString location() const = 0; ///< a path or an address, no secret
    [[nodiscard]] virtual bool isSample() const { return false; }
    [[nodiscard]] virtual TargetState state() const = 0;
    [[nodiscard]] virtual std::vector<Capability> capabilities() const = 0;
    /// What asking it costs and tells besides.
    [[nodiscard]] virtual LinkFigures link() const { return {}; }
    /// Who acts when no caller is named.
    [[nodiscard]] virtual Caller self() const = 0;
    /// Whether read() and act() may be called from any thread.
    [[nodiscard]] virtual bool answersAnyThread() const { return false; }

    template <class Q>
    [[nodiscard]] QFuture<Result<typename Q::Reply>> read(Q query)
    {
        return read(std::move(query), self());
    }
    template <class Q>
    [[nodiscard]] QFuture<Result<typename Q::Reply>> read(Q query, Caller caller)
    {
        return typed<typename Q::Reply>(answer(Query(std::move(query)), std::move(caller)));
    }
    template <class A>
    [[nodiscard]] QFuture<Result<typename A::Reply>> act(A action)
    {
        return act(std::move(action), self());
    }
    template <class A>
    [[nodiscard]] QFuture<Result<typename A::Reply>> act(A action, Caller caller)
    {
        return typed<typename A::Reply>(perform(Action(std::move(action)), std::move(caller)));
    }

    [[nodiscard]] Capability capability(const QString& operation) const;

Q_SIGNALS:
    void stateChanged(const tierwatch::TargetState& state);
    /// An action or an event changed what the next read will say.
    void changed();

protected:
    using WhyNot = std::function<QString(const QString& operation)>;

    /// Every operation, each with the reason why it can't be done here; empty where it can. Actions
    /// are off for one reason where the target is only viewed.
    [[nodiscard]] static std::vector<Capability> capabilitiesBut(const WhyNot& whyNot,
                                                                 const QString& viewOnly);
    /// Whether it can be done here, and by this caller. Flipping one's own switch is for everybody.
    [[nodiscard]] Result<void> mayAct(const Action& action, const Caller& caller) const;

    virtual QFuture<Result<Reply>> answer(Query query, Caller caller) = 0;
    virtual QFuture<Result<Reply>> perform(Action action, Caller caller) = 0;

private:
    template <class T>
    static QFuture<Result<T>> typed(const QFuture<Result<Reply>>& future)
    {
        return followed(future, [](Result<Reply> reply) -> Result<T> {
            if (!reply)
                return reply.error();
            return std::get<T>(std::move(*reply));
        });
    }
};

} // namespace tierwatch
