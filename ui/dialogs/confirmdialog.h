// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/price.h"
#include "widgets/buttons.h"

#include <QDialog>
#include <QStringList>

class QVBoxLayout;

namespace tierwatch {

class DurationChoice;
class NameConfirmation;

/// A question, what follows from a yes, and the button that says it.
struct Question
{
    QString title; ///< of the window
    QString question;
    QStringList sentences;
    QString yes;
    ButtonKind kind = ButtonKind::Primary;
    bool asksHowLong = false;
    std::optional<ConfirmationText> typed = {}; ///< a name that must be typed before a yes
};

/// Asks one question with the buttons Cancel and yes; accepted() means yes. Enter presses only what
/// has the focus, which Cancel has first, or the choice of how long. GUI thread; deletes itself
/// when closed.
class ConfirmDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ConfirmDialog(const Question& question, QWidget* parent = nullptr);

    /// For how long, where the question asks that; absent = until somebody undoes it.
    [[nodiscard]] std::optional<qint64> seconds() const;

private:
    void buildText(QVBoxLayout& layout, const Question& question);
    void buildButtons(QVBoxLayout& layout, const Question& question);

    DurationChoice* m_duration = nullptr;       ///< null where it is not asked
    NameConfirmation* m_confirmation = nullptr; ///< null where none is
};

} // namespace tierwatch
