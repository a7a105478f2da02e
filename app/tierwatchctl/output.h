// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "table.h"
#include "values/codec.h"

#include <QTextStream>

namespace tierwatch {

/// Where a command tells what it found: for a person at a terminal, for a program behind a pipe,
/// or as JSON. One thread.
class Output final
{
public:
    enum class Form { Terminal, Pipe, Json };

    /// `colours` counts on a terminal alone.
    Output(Form form, bool colours);
    Q_DISABLE_COPY_MOVE(Output)

    [[nodiscard]] bool isJson() const { return m_form == Form::Json; }
    [[nodiscard]] bool isForPeople() const { return m_form == Form::Terminal; }

    void print(const Table& table);
    void print(const QString& line);
    template <class T>
    void printJson(const T& value)
    {
        printJson(codec::toJson(value).toObject());
    }
    /// One object a line, so that a stream of them can be read.
    void printJson(const QJsonObject& object);
    /// A sentence beside what was asked for; people see it, programs don't need it.
    void note(const QString& sentence);
    /// What is under way, on a line that the next one takes the place of; for people alone.
    void progress(const QString& sentence);
    /// A sentence that whoever reads what was asked for should know; on standard error.
    void warn(const QString& sentence);
    void fail(const Error& error);
    /// Whether all that was printed got out.
    [[nodiscard]] bool isWritten();

    // Made fit for who reads: "12.3 MiB" or 12897485, local time or ISO 8601 in UTC.
    [[nodiscard]] QString bytes(std::optional<qint64> count) const;
    [[nodiscard]] QString time(std::optional<qint64> unixMs) const;
    [[nodiscard]] QString span(std::optional<double> ms) const;
    [[nodiscard]] QString percent(std::optional<double> value) const;
    [[nodiscard]] QString number(std::optional<qint64> value) const;
    [[nodiscard]] static QString onOff(bool on);
    /// A column in which "on" and "off" stand out.
    [[nodiscard]] static Table::Column switchColumn(const QString& title = {});

private:
    [[nodiscard]] QString missing() const;
    void endProgress();
    /// On standard error, where the object is for who reads JSON.
    void tell(const QString& sentence, const QJsonObject& object);
    [[nodiscard]] QString painted(const QString& text, int rendition) const;

    const Form m_form;
    const bool m_colours;
    QTextStream m_out;
    QTextStream m_err;
    qsizetype m_progressSize = 0; ///< of what stands there now
};

} // namespace tierwatch
