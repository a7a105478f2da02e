// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>
#include <memory>

namespace tierwatch {

/// A place for secrets that answers when it pleases: it may have to ask a person first. Any thread
/// may ask; no function blocks. A secret that is not found is never removed or replaced by that.
class KeyStore
{
public:
    enum class Outcome { Done, NotFound, Denied, Failed };
    struct Answer
    {
        Outcome outcome = Outcome::Failed;
        QString secret = {}; ///< of a read that is done
        QString detail = {}; ///< of a failure, as the store tells it
    };
    /// Called once at most and however late, on a thread of the store's own: whoever asked may be
    /// gone by then.
    using Then = std::function<void(const Answer&)>;

    KeyStore() = default;
    virtual ~KeyStore() = default;
    Q_DISABLE_COPY_MOVE(KeyStore)

    virtual void read(const QString& key, Then then) = 0;
    virtual void write(const QString& key, const QString& secret, Then then) = 0;
    /// Only where a person wants it gone.
    virtual void remove(const QString& key, Then then) = 0;
};

/// That of the system the program runs on, never in plain text; null where the program was built
/// without one.
[[nodiscard]] std::shared_ptr<KeyStore> systemKeyStore();

} // namespace tierwatch
