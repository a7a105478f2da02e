// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include <QDir>
#include <QFile>
#include <QTextStream>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

/// Feeds a fuzz target with each file of a folder, in place of a fuzzer: what was found once is
/// never let in again. Ends at the first broken promise; a folder without files is one, too.
int main(int argc, char* argv[])
{
    const QDir folder(argc > 1 ? QFile::decodeName(argv[1]) : QString());
    const QStringList names = folder.entryList(QDir::Files);
    for (const QString& name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return 1;
        const QByteArray bytes = file.readAll();
        QTextStream(stdout) << name << Qt::endl;
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.constData()),
                               static_cast<size_t>(bytes.size()));
    }
    return argc > 1 && !names.isEmpty() ? 0 : 1;
}
