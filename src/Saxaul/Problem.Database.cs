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

    public static Problem SecretDamaged() => new(6008,
        "加密的数据与密钥不符，或已被改动。请确认密钥文件属于这个数据库，再运行 saxaul verify 查明位置。",
        "Encrypted data does not fit the key or was changed. Make sure that the key file belongs to this database, then run saxaul verify to find the place.");

    public static Problem BackUpWithServerTools() => new(6009,
        "PostgreSQL 数据库请用 pg_dump 备份，并另外保存密钥文件。",
        "Back a PostgreSQL database up with pg_dump, and keep the key file apart.");
}
