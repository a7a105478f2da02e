// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace tierwatch {

class TextLabel;

/// A field for a token or a password: dots, with a button that shows what was typed. What is too
/// long for any key store is refused as it is entered, and said below. GUI thread.
class SecretField final : public QWidget
{
    Q_OBJECT
public:
    /// `name` is for screen readers.
    explicit SecretField(const QString& name, QWidget* parent = nullptr);

    /// Without the blanks around it that come with a paste, where those are not wanted.
    [[nodiscard]] QString text() const;
    void setTrimmed(bool trimmed) { m_trimmed = trimmed; }
    /// Empty, and in dots again.
    void clear();
    [[nodiscard]] QLineEdit& field() const { return *m_field; }

Q_SIGNALS:
    void textChanged();

private:
    void check();
    void setShown(bool shown);

    QLineEdit* m_field;
    QToolButton* m_show;
    TextLabel* m_problem;
    bool m_trimmed = false;
};

} // namespace tierwatch
