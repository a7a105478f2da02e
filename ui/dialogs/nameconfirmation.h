// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/price.h"

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;

namespace tierwatch {

class TextLabel;

/// Asks for a name to be typed before something dear is done: why, which name, the field; beside
/// each other, or in a narrow dialog below each other.
class NameConfirmation final : public QWidget
{
    Q_OBJECT
public:
    explicit NameConfirmation(QWidget* parent = nullptr,
                              Qt::Orientation direction = Qt::Horizontal);

    void setText(const ConfirmationText& text);
    [[nodiscard]] bool matches() const;

Q_SIGNALS:
    void matchChanged(bool matches);

private:
    void check();

    TextLabel* m_reason;
    TextLabel* m_prompt;
    TextLabel* m_wanted;
    QLineEdit* m_field;
    QAction* m_tick;
    QString m_name;
};

} // namespace tierwatch
