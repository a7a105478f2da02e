// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "terminal.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace tierwatch {

Output::Output(Form form, bool colours)
    : m_form(form), m_colours(colours && form == Form::Terminal), m_out(stdout), m_err(stderr)
{
}

void Output::print(const Table& table)
{
    endProgress();
    const auto paint = [this](const QString& text, Table::Tone tone) {
        return painted(text, tone == Table::Tone::Good ? 32 : 33);
    };
    const int width = table.hasTitles() ? terminal::width() : 0;
    QStringList lines = isForPeople() ? table.inColumns(paint, width) : table.withTabs();
    if (table.hasTitles())
        lines.first() = painted(lines.first(), 1);
    for (const QString& line : lines)
        m_out << line << '\n';
    if (table.hasTitles() && table.rows.empty())
        note(QCoreApplication::translate("Output", "Nothing is there."));
    m_out.flush();
}

void Output::print(const QString& line)
{
    m_out << escaped(line) << Qt::endl;
}

void Output::printJson(const QJsonObject& object)
{
    m_out << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) << Qt::endl;
}

void Output::note(const QString& sentence)
{
    if (isForPeople())
        m_out << escaped(sentence) << Qt::endl;
}

void Output::progress(const QString& sentence)
{
    if (!isForPeople())
        return;
    const QString line = escaped(sentence);
    m_err << '\r' << line.leftJustified(m_progressSize) << Qt::flush;
    m_progressSize = line.size();
}

void Output::endProgress()
{
    if (m_progressSize > 0)
        m_err << '\r' << QString(m_progressSize, u' ') << '\r' << Qt::flush;
    m_progressSize = 0;
}

void Output::warn(const QString& sentence)
{
    tell(sentence, {{u"warning"_s, sentence}});
}

void Output::fail(const Error& error)
{
    tell(error.message, {{u"code"_s, errorName(error.code)}, {u"detail"_s, error.message}});
}

void Output::tell(const QString& sentence, const QJsonObject& object)
{
    endProgress();
    m_err << (isJson() ? QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))
                       : escaped(sentence))
          << Qt::endl;
}

bool Output::isWritten()
{
    m_out.flush();
    return m_out.status() == QTextStream::Ok && std::fflush(stdout) == 0;
}

QString Output::missing() const
{
    return isForPeople() ? u"\u2013"_s : QString();
}

/// As ECMA-48 has it: 1 is bold, 32 green, 33 yellow.
QString Output::painted(const QString& text, int rendition) const
{
    return m_colours ? u"\x1b[%1m%2\x1b[0m"_s.arg(QString::number(rendition), text) : text;
}

Table::Column Output::switchColumn(const QString& title)
{
    return {
        title, false, {{onOff(true), Table::Tone::Good}, {onOff(false), Table::Tone::Attention}}};
}

QString Output::bytes(std::optional<qint64> count) const
{
    if (!count)
        return missing();
    return isForPeople() ? QLocale::c().formattedDataSize(*count, 1) : QString::number(*count);
}

QString Output::time(std::optional<qint64> unixMs) const
{
    if (!unixMs)
        return missing();
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(*unixMs);
    if (!isForPeople())
        return time.toUTC().toString(Qt::ISODateWithMs);
    const bool isToday = time.date() == QDate::currentDate();
    return time.toString(isToday ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm"_s);
}

QString Output::span(std::optional<double> ms) const
{
    if (!ms)
        return missing();
    if (!isForPeople())
        return QString::number(*ms, 'f', 3);
    if (*ms == 0)
        return QCoreApplication::translate("Output", "0 ms");
    if (std::abs(*ms) < 1)
        return QCoreApplication::translate("Output", "%1 \u00b5s").arg(*ms * 1000, 0, 'f', 0);
    if (std::abs(*ms) < 1000)
        return QCoreApplication::translate("Output", "%1 ms").arg(*ms, 0, 'f', 1);
    if (std::abs(*ms) < 120'000)
        return QCoreApplication::translate("Output", "%1 s").arg(*ms / 1000, 0, 'f', 1);
    if (std::abs(*ms) < 7'200'000)
        return QCoreApplication::translate("Output", "%1 min").arg(*ms / 60'000, 0, 'f', 1);
    return QCoreApplication::translate("Output", "%1 h").arg(*ms / 3'600'000, 0, 'f', 1);
}

QString Output::percent(std::optional<double> value) const
{
    if (!value)
        return missing();
    const QString number = QString::number(*value, 'f', 1);
    return isForPeople() ? number + u" %"_s : number;
}

QString Output::number(std::optional<qint64> value) const
{
    return value ? QString::number(*value) : missing();
}

QString Output::onOff(bool on)
{
    return on ? QCoreApplication::translate("Output", "on")
              : QCoreApplication::translate("Output", "off");
}

} // namespace tierwatch
