// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <utility>

namespace tierwatch {

/// Writes figures as Prometheus reads them (text format 0.0.4). A value of one thread.
class MetricsWriter final
{
public:
    using Label = std::pair<QByteArrayView, QString>;
    using Labels = std::initializer_list<Label>;

    static constexpr auto contentType = "text/plain; version=0.0.4; charset=utf-8";

    /// What the samples that follow belong to.
    void begin(QByteArrayView name, QByteArrayView type, QByteArrayView help);
    void sample(double value, Labels labels = {}, QByteArrayView suffix = {});
    /// A family of one sample.
    void one(QByteArrayView name, QByteArrayView type, QByteArrayView help, double value);

    [[nodiscard]] QByteArray take() { return std::move(m_text); }

private:
    QByteArray m_name;
    QByteArray m_text;
};

} // namespace tierwatch
