// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFuture>

#include <vector>

namespace tierwatch {

/// A source database whose password belongs in the system's key store.
struct SourceLogin
{
    QString source;
    QString place;       ///< "reports at db.example, as tierwatch"
    bool wanted = false; ///< nobody knows its password
};

struct SourceLogins
{
    std::vector<SourceLogin> all;
    bool hasKeyStore = true; ///< else what is entered is known until the program ends
};

/// The passwords of a target's source databases, for who enters them; none is ever given out. GUI
/// thread; what asks the key store is done elsewhere.
class SourcePasswords
{
public:
    SourcePasswords() = default;
    virtual ~SourcePasswords() = default;
    Q_DISABLE_COPY_MOVE(SourcePasswords)

    /// The key store may ask a person before it answers.
    [[nodiscard]] virtual QFuture<SourceLogins> logins() = 0;
    /// Empty once the key store has it; a sentence for people where it is only kept until the
    /// program ends.
    [[nodiscard]] virtual QFuture<Result<QString>> keep(const QString& source,
                                                        const QString& password) = 0;
};

} // namespace tierwatch
