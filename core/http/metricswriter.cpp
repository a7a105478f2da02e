// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/metricswriter.h"

#include <QLocale>

#include <cmath>

namespace tierwatch {

namespace {

QByteArray escaped(const QString& text)
{
    QByteArray bytes = text.toUtf8();
    bytes.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return bytes;
}

/// Whole numbers without a point, others to the last digit.
QByteArray numberOf(double value)
{
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return QByteArray::number(static_cast<qint64>(value));
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

void MetricsWriter::begin(QByteArrayView name, QByteArrayView type, QByteArrayView help)
{
    m_name = name.toByteArray();
    m_text += "# HELP " + m_name + ' ';
    m_text += help;
    m_text += "\n# TYPE " + m_name + ' ';
    m_text += type;
    m_text += '\n';
}

void MetricsWriter::sample(double value, Labels labels, QByteArrayView suffix)
{
    m_text += m_name;
    m_text += suffix;
    char before = '{';
    for (const auto& [name, text] : labels) {
        m_text += before;
        m_text += name;
        m_text += "=\"" + escaped(text) + '"';
        before = ',';
    }
    m_text += before == ',' ? "} " : " ";
    m_text += numberOf(value) + '\n';
}

void MetricsWriter::one(QByteArrayView name, QByteArrayView type, QByteArrayView help, double value)
{
    begin(name, type, help);
    sample(value);
}

} // namespace tierwatch
