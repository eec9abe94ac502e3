namespace Saxaul;

/// <content>6000s: database and journal.</content>
public sealed partial record Problem
{
    public static Problem DatabaseUnreadable(string name) => new(6001,
        $"“{name}”打不开，或不是 Saxaul 的数据库文件。请检查路径和读写权限；文件若已损坏，请用备份恢复。",
        $"'{name}' cannot be opened or is not a Saxaul database. Check the path and its permissions; if the file is damaged, restore a backup.");

    public static Problem DatabaseNewer() => new(6002,
        "数据库由更新版本的 Saxaul 建立。请先升级程序再打开。",
        "The database was made by a newer Saxaul. Upgrade the program before opening it.");

    public static Problem ServerUnreachable() => new(6003,
        "连不上 PostgreSQL 服务器。请检查地址、端口、用户名和口令，并确认服务器已启动。",
        "The PostgreSQL server cannot be reached. Check host, port, user and password, and that the server runs.");

    public static Problem ConnectionStringUnreadable() => new(6004,
        "看不懂 PostgreSQL 连接字符串。格式如：Host=localhost;Database=saxaul;Username=saxaul。",
        "The PostgreSQL connection string cannot be read. It looks like: Host=localhost;Database=saxaul;Username=saxaul.");

    public static Problem KeyFileMissing(string path) => new(6005,
        $"找不到密钥文件“{path}”，证件号码和电话无法读取。请把当初保存的密钥文件放回原处，或用 SAXAUL_KEY_FILE 指明位置。",
        $"The key file '{path}' is not there, so document numbers and telephones cannot be read. Put the saved key file back, or name its place in SAXAUL_KEY_FILE.");

    public static Problem KeyUnreadable() => new(6006,
        "密钥文件的内容不对。请用保存的原件替换，不要手工修改。",
        "The key file's content is wrong. Replace it with the saved original; do not edit it.");

    public static Problem KeyMissing() => new(6007,
        "这个数据库是用另一把密钥加密的。请换上属于它的密钥文件。",
        "This database was encrypted with another key. Put its own key file in place.");

    public static Problem DatabaseOlderThanProgram() => new(6034,
        "程序运行时，数据库换成了以前的备份，所以没有写入任何内容。请重新启动本程序，再办一次；恢复备份以前要先停止所有程序。",
        "An older backup was put in the database's place while the program ran, so nothing was written. Start the program again and do it once more; before a backup is restored every program is stopped.");

    public static Problem SecretDamaged() => new(6008,
        "加密的数据与密钥不符，或已被改动。请确认密钥文件属于这个数据库，再运行 saxaul verify 查明位置。",
        "Encrypted data does not fit the key or was changed. Make sure that the key file belongs to this database, then run saxaul verify to find the place.");

    public static Problem BackUpWithServerTools() => new(6009,
        "PostgreSQL 数据库请用 pg_dump 备份，用 pg_restore 恢复，并另外保存密钥文件；恢复后运行 saxaul verify。",
        "Back a PostgreSQL database up with pg_dump and restore it with pg_restore, and keep the key file apart; after restoring run saxaul verify.");

    public static Problem NotABackup(string file) => new(6010,
        $"“{file}”不是 Saxaul 的备份，或已损坏。没有改动任何数据，请换一份备份。",
        $"'{file}' is not a backup of Saxaul, or it is damaged. Nothing was changed; take another backup.");

    public static Problem BackupNotWhole(string file, Problem first) => new(6011,
        $"备份“{file}”与它自己的日志不符，没有恢复。首个问题：{first.Zh}请换一份备份。",
        $"The backup '{file}' does not agree with its own journal and was not restored. The first thing wrong: {first.En} Take another backup.");

    public static Problem RegistryExists(string file) => new(6012,
        $"“{file}”已经存在，不会覆盖。如果要用备份替换它，请先停止程序，再加 --replace；原文件会改名保留。",
        $"'{file}' already exists and is not overwritten. To put the backup in its place, stop the program and add --replace; the old file is kept under another name.");

    public static Problem RegistryInUse(string file) => new(6013,
        $"“{file}”正在使用，不能替换。请先停止正在运行的 Saxaul，再试一次。",
        $"'{file}' is in use and cannot be replaced. Stop the Saxaul that is running and try again.");

    public static Problem StorageDamaged(string found) => new(6020,
        $"数据库文件本身已损坏（{found}）。请停止使用，从备份恢复。",
        $"The database file itself is damaged ({found}). Stop using it and restore a backup.");

    public static Problem ChainChanged(int county, long height) => new(6021,
        $"县 {county} 的日志链首（表 chain）与最后一条日志（第 {height} 条）不符：链首被改动，或末尾的日志被删除。请与备份核对。",
        $"The head of county {county}'s journal (table chain) does not fit its last entry ({height}): it was changed, or the last entries were deleted. Compare with a backup.");

    public static Problem EntryChanged(int county, long height) => new(6022,
        $"县 {county} 的日志（表 journal）第 {height} 条被改动。请与备份核对。",
        $"Entry {height} of county {county}'s journal (table journal) was changed. Compare with a backup.");

    public static Problem EntryMissing(int county, long height) => new(6023,
        $"县 {county} 的日志（表 journal）缺少第 {height} 条。请与备份核对。",
        $"Entry {height} is missing from county {county}'s journal (table journal). Compare with a backup.");

    public static Problem EntryPartsChanged(int county, long height) => new(6024,
        $"县 {county} 日志第 {height} 条的清除记录（表 journal_part）被改动，或没有对应的清除决定。请与备份核对。",
        $"What entry {height} of county {county}'s journal keeps of erased content (table journal_part) was changed, or nobody decided that erasure. Compare with a backup.");

    public static Problem VersionChanged(string table, int county, long id, long height) => new(6025,
        $"表 {table} 中县 {county}、编号 {id} 的记录与日志第 {height} 条写下的不符。请与备份核对。",
        $"In table {table}, record {id} of county {county} is not as entry {height} of the journal wrote it. Compare with a backup.");

    public static Problem VersionsMissing(int county, long height, int count) => new(6026,
        $"县 {county} 日志第 {height} 条写下的记录有 {count} 条不见了。请与备份核对。",
        $"Of what entry {height} of county {county}'s journal wrote, {count} records are gone. Compare with a backup.");

    public static Problem VersionUnaccounted(string table, int county, long id, long height) => new(6027,
        $"表 {table} 中县 {county}、编号 {id} 的记录称由日志第 {height} 条写下，但没有这条日志。请与备份核对。",
        $"In table {table}, record {id} of county {county} claims entry {height} of the journal, which is not there. Compare with a backup.");

    public static Problem LookUpHashChanged(string table, int county, long id, string column) => new(6028,
        $"表 {table} 中县 {county}、编号 {id} 的查找码（{column}）与加密内容不符，按号码会找错人。请查明原因；内容与日志相符的，可用 saxaul keys mend 重做查找码。",
        $"In table {table}, the look-up hash {column} of record {id} of county {county} does not fit the encrypted value, so that a number would find somebody else. Find out why; where the value is what the journal wrote, saxaul keys mend makes the hash anew.");

    public static Problem RowChanged(string table, string key) => new(6029,
        $"表 {table} 中 {key} 的记录被改动。请与备份核对。",
        $"In table {table}, the record {key} was changed. Compare with a backup.");

    public static Problem RowMissing(string table, string key) => new(6030,
        $"表 {table} 缺少 {key}，而日志引用了它。请与备份核对。",
        $"Table {table} lacks {key}, which the journal refers to. Compare with a backup.");

    public static Problem KeptFileChanged(long file) => new(6031,
        $"保存的原文件 {file}（表 file_piece）不完整或被改动，与登记的指纹不符。请与备份核对。",
        $"The kept file {file} (table file_piece) is incomplete or was changed: it does not fit its fingerprint. Compare with a backup.");

    public static Problem FactsChanged(int county) => new(6032,
        $"县 {county} 的事实快照（表 fact_snapshot）与台账不符。它只是缓存：请删除该行，下次筛查会重新计算；并查明原因。",
        $"The snapshot of county {county}'s facts (table fact_snapshot) does not agree with the registers. It is only a cache: delete the row, the next screening makes it anew; and find out why.");

    public static Problem ErasureNeedsReason() => new(6040,
        "清除个人资料必须写明理由和法律依据。请填写后再试。",
        "Erasing somebody's content needs a reason and its legal ground. Give both and try again.");

    public static Problem NothingToErase() => new(6041,
        "没有这个人或户，或其资料早已清除。请核对后再试。",
        "There is no such person or household, or its content was erased before. Check and try again.");

    public static Problem JournalNotWhole(Problem found) => new(6042,
        $"日志与数据不符，所以什么都没有改动：清除或重做之后，原先的改动就查不出来了。{found.Zh}请先运行 saxaul verify 并查明原因。",
        $"Journal and data do not agree, so nothing was done: after it, what was changed before could never be traced. {found.En} Run saxaul verify and find the cause first.");

    public static Problem SealBroken(string table, string key) => new(6043,
        $"表 {table} 中 {key} 的记录已不是系统写下的样子，没有写入任何内容。请先运行 saxaul verify 查明原因，并与备份核对。",
        $"In table {table}, the record {key} is not as the system wrote it, so nothing was written. Run saxaul verify, find the cause, and compare with a backup.");

    public static Problem DatabaseReadOnly() => new(6044,
        "数据库只能读，不能写。请检查文件和所在文件夹的权限，或数据库用户的权限。没有写入任何内容。",
        "The database can be read but not written. Check the permissions of the file and its folder, or of the database's user. Nothing was written.");

    public static Problem DiskFull() => new(6045,
        "磁盘已满或写不进去，这一步没有写入任何内容。请腾出空间后再做一次。",
        "The disk is full or cannot be written, so nothing of this step was written. Make room and do it again.");

    public static Problem ChangedAtOnce() => new(6046,
        "别人同时在改同样的内容，这一步没有写入任何内容。请再做一次。",
        "Somebody else changed the same at the same time, so nothing of this step was written. Do it again.");

    public static Problem ConnectionLost() => new(6047,
        "与数据库服务器的连接断了，没有做完的这一步没有写入任何内容。请确认服务器在运行，再做一次。",
        "The connection to the database server was lost; nothing of the step that was under way was written. Make sure that the server runs and do it again.");

    public static Problem DatabaseFailed(string code) => new(6048,
        $"数据库出错（代码 {code}），这一步没有写入任何内容。请运行 saxaul verify 检查；仍不行请把代码告诉管理员。",
        $"The database failed (code {code}); nothing of this step was written. Run saxaul verify; if it goes on, tell your administrator the code.");
}
