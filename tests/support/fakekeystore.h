// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/keystore.h"

#include <QHash>
#include <QStringList>

#include <mutex>
#include <optional>
#include <vector>

namespace tierwatch::test {

/// A key store that answers at once, or, while `silent`, when it is told to. Any thread.
class FakeKeyStore final : public KeyStore
{
public:
    void read(const QString& key, Then then) override
    {
        answer(then, [this, key] {
            reads.append(key);
            if (failure)
                return *failure;
            const auto found = secrets.constFind(key);
            return found == secrets.cend() ? Answer{Outcome::NotFound}
                                           : Answer{Outcome::Done, *found};
        });
    }
    void write(const QString& key, const QString& secret, Then then) override
    {
        answer(then, [this, key, secret] {
            writes.append(key);
            if (failure)
                return *failure;
            secrets.insert(key, secret);
            return Answer{Outcome::Done};
        });
    }
    void remove(const QString& key, Then then) override
    {
        answer(then, [this, key] {
            if (failure)
                return *failure;
            return Answer{secrets.remove(key) ? Outcome::Done : Outcome::NotFound};
        });
    }
    /// Gives the answers that are due, however late.
    void speak()
    {
        std::vector<std::function<void()>> due;
        {
            const std::scoped_lock lock(m_mutex);
            silent = false;
            due.swap(m_due);
        }
        for (const auto& give : due)
            give();
    }

    // Set up and looked at while nobody asks.
    QHash<QString, QString> secrets;
    std::optional<Answer> failure; ///< what it answers instead
    bool silent = false;
    QStringList reads;
    QStringList writes;

private:
    template <class Make>
    void answer(const Then& then, Make make)
    {
        Answer made;
        {
            const std::scoped_lock lock(m_mutex);
            made = make();
            if (silent) {
                m_due.emplace_back([then, made] { then(made); });
                return;
            }
        }
        then(made);
    }

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_due;
};

} // namespace tierwatch::test
