// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QWidget>

class QVBoxLayout;

namespace tierwatch {

class Chip;
class TextLabel;

/// What stands in the window when a target could not be opened: what happened, what it means, what
/// to do, and the buttons for it. GUI thread.
class ProblemPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemPage(QWidget* parent = nullptr);

    /// `location` is what was to be opened.
    void setProblem(const QString& location, const Error& error);

Q_SIGNALS:
    void retryWanted();
    void otherWanted();
    void welcomeWanted();

private:
    void buildText(QVBoxLayout& body);
    void buildButtons(QVBoxLayout& body);
    void copyDetails() const;

    Error m_error;
    QString m_location;
    Chip* m_chip = nullptr;
    TextLabel* m_title = nullptr;
    TextLabel* m_message = nullptr;
    TextLabel* m_detail = nullptr;
};

/// What happened, in a few words, for a title.
[[nodiscard]] QString problemTitle(ErrorCode code);

} // namespace tierwatch
