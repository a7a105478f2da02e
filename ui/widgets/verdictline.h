// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/state.h"

#include <QWidget>

namespace tierwatch {

class IconLabel;
class TextLabel;

/// The sentence a page starts with: icon of the state, two or three bold words, one plain sentence.
class VerdictLine final : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictLine(QWidget* parent = nullptr);
    void setVerdict(State state, const QString& words, const QString& sentence);

private:
    IconLabel* m_icon;
    TextLabel* m_words;
    TextLabel* m_sentence;
};

} // namespace tierwatch
