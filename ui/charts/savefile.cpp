// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/savefile.h"

#include "base/async.h"
#include "models/whendone.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QSaveFile>
#include <QThreadPool>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

QString sentenceOf(bool written, const QString& path)
{
    return written ? QCoreApplication::translate("ChartPanel", "Saved as %1.").arg(path)
                   : QCoreApplication::translate(
                         "ChartPanel", "%1 could not be written. Nothing was saved. Choose another "
                                       "folder, or free some room.")
                         .arg(path);
}

} // namespace

bool writeText(const QString& path, const QByteArray& text)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

void saveFile(QWidget* parent, const QString& title, const QString& suffix,
              std::function<bool(const QString&)> write,
              std::function<void(bool saved, const QString& sentence)> ended)
{
    auto* dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(u"*."_s + suffix);
    QObject::connect(
        dialog, &QFileDialog::fileSelected, parent,
        [parent, write = std::move(write), ended = std::move(ended)](const QString& path) {
            whenDone(runOn(*QThreadPool::globalInstance(), [write, path] { return write(path); }),
                     parent,
                     [ended, path](bool written) { ended(written, sentenceOf(written, path)); });
        });
    dialog->open();
}

} // namespace tierwatch
