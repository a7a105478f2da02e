// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/whenended.h"
#include "commandline.h"
#include "output.h"
#include "target/cachetarget.h"

namespace tierwatch {

/// One command on its way: it asks the target, prints what it learns, and says how it ended. Lives
/// in the main thread; what it was made with outlives it.
class Command : public QObject
{
    Q_OBJECT
public:
    struct Context
    {
        CacheTarget& target;
        const CommandLine& line;
        Output& out;
    };

    explicit Command(const Context& context) : m_context(context) {}
    Q_DISABLE_COPY_MOVE(Command)

    virtual void start() = 0;
    /// Starts once the target can be asked, or ends with why it can't.
    void startAfter(const QFuture<Result<void>>& connected);
    /// For who prints more than the output takes.
    [[nodiscard]] static Error notWritten();

Q_SIGNALS:
    void finished(int exitCode);

protected:
    template <class Q, class Then>
    void ask(Q query, Then then)
    {
        goOn(target().read(std::move(query)), std::move(then));
    }
    template <class A, class Then>
    void perform(A action, Then then)
    {
        goOn(target().act(std::move(action)), std::move(then));
    }
    /// Asks once and prints: the reply as JSON, or what `print` makes of it.
    template <class Q, class Print>
    void show(Q query, Print print)
    {
        ask(std::move(query), [this, print](const typename Q::Reply& reply) {
            if (out().isJson())
                out().printJson(reply);
            else
                print(reply);
            end();
        });
    }
    /// Hands over what came, here in the main thread.
    template <class T, class Handle>
    void whenDone(const QFuture<Result<T>>& future, Handle handle)
    {
        whenEnded(future, this,
                  [handle = std::move(handle)](const QFuture<Result<T>>& ended) mutable {
                      handle(ended.resultCount() > 0 ? ended.result() : Result<T>(cancelled()));
                  });
    }
    void end();
    void fail(const Error& error);

    [[nodiscard]] CacheTarget& target() const { return m_context.target; }
    [[nodiscard]] const CommandLine& line() const { return m_context.line; }
    [[nodiscard]] Output& out() const { return m_context.out; }

private:
    [[nodiscard]] static Error cancelled();
    template <class T, class Then>
    void goOn(const QFuture<Result<T>>& future, Then then)
    {
        whenDone(future, [this, then = std::move(then)](const Result<T>& result) mutable {
            if (result)
                then(*result);
            else
                fail(result.error());
        });
    }

    const Context m_context;
};

} // namespace tierwatch
