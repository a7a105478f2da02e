// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/perthread.h"
#include "source/rowstojson.h"
#include "source/sourceoptions.h"
#include "source/sourcestatement.h"

#include <QCoreApplication>
#include <QVariantMap>

#include <functional>

class QSqlQuery;

namespace tierwatch {

class SourceSession;

/// A slow database behind the cache, read only, through whatever driver the options name. Any
/// thread may ask; each has a connection of its own, opened on first use and closed by that thread.
/// Destroy it when no thread is inside a call.
class SourceDatabase final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SourceDatabase)
public:
    using Reader = std::function<Result<void>(QSqlQuery&)>;

    explicit SourceDatabase(SourceOptions options);
    ~SourceDatabase();
    Q_DISABLE_COPY_MOVE(SourceDatabase)

    /// Runs a statement, forward-only, with `values` bound by name, and lets `read` walk its rows.
    /// `schema` fills in `{schema}`; a name that is not allowed, a missing value or schema is
    /// InvalidArgument; what the database refuses is Source, with its words as detail; what took
    /// longer than the options allow is Timeout.
    [[nodiscard]] Result<void> read(const SourceStatement& statement, const QVariantMap& values,
                                    const QString& schema, const Reader& read);

    /// The rows of a statement as JSON (see rowsToJson); errors as read().
    [[nodiscard]] Result<QByteArray> json(const SourceStatement& statement,
                                          const QVariantMap& values, const QString& schema);

    [[nodiscard]] const SourceOptions& options() const { return m_options; }
    /// Whether a connection is open or can be opened now; why not is Source.
    [[nodiscard]] Result<void> reach();
    /// Why statements of this database can't be stopped after a time; empty where they can.
    [[nodiscard]] Result<QString> whyNoTimeout();

private:
    [[nodiscard]] Result<SourceSession*> localSession();
    /// As the product of this thread's session wants it; holds while that session does.
    [[nodiscard]] WriterChoice writerChoice();

    const SourceOptions m_options;
    PerThread<SourceSession> m_sessions;
};

} // namespace tierwatch
