using System;

namespace Saxaul;

/// <summary>
/// Something that was refused, with a sentence in Chinese and one in English that say what is wrong and what to do.
/// Every refusal of the system is numbered here, so that a user can name it on the telephone and a reader finds it at once.
/// No text ever holds a document number, a telephone or another person's data: it names file, sheet, row and column instead.
/// </summary>
/// <param name="Number">1000s: command line and files of ours; 2000s: intake; 3000s: areas; 4000s: households; 5000s: registers and policies; 6000s: database and journal; 7000s: users.</param>
/// <param name="Zh">The sentence in Chinese.</param>
/// <param name="En">The sentence in English.</param>
public sealed partial record Problem(int Number, string Zh, string En)
{
    // 2000s: intake

    public static Problem FileNotFound(string file) => new(2001,
        $"找不到文件“{file}”。请检查文件名和所在文件夹后再试。",
        $"The file '{file}' is not there. Check its name and folder and try again.");

    // 1000s: command line and our own files

    public static Problem FolderMissing(string folder) => new(1001,
        $"文件夹“{folder}”不存在。请先建立该文件夹，或换一个路径。",
        $"The folder '{folder}' does not exist. Make it first, or give another path.");

    public static Problem FileExists(string file) => new(1002,
        $"文件“{file}”已经存在，不会覆盖。请换一个文件名。",
        $"The file '{file}' already exists and is not overwritten. Give another name.");

    // 3000s: areas

    public static Problem UnknownAreaLevel(string level) => new(3001,
        $"“{level}”不是行政层级。请用 province、prefecture、county、township、village 之一。",
        $"'{level}' is not a level of areas. Use one of province, prefecture, county, township, village.");

    // 5000s: registers and policies

    public static Problem BadDefinition(string file, long line, string zh, string en) => new(5001,
        $"定义文件“{file}”第 {line} 行有误：{zh}",
        $"The definition file '{file}' is wrong at line {line}: {en}");

    // 5100s: facts, policies and screening

    public static Problem FactImpossible(string register, string fact, string zh, string en) => new(5101,
        $"台账“{register}”的事实“{fact}”不能用：{zh}",
        $"The fact '{fact}' of register '{register}' cannot be: {en}");

    public static Problem NoSuchPolicy(string policy) => new(5102,
        $"没有名为“{policy}”的政策。请检查名称；政策放在 programmes/项目/policies/名称 文件夹中。",
        $"There is no policy '{policy}'. Check the name; a policy lives in a folder programmes/PROGRAMME/policies/NAME.");

    public static Problem PolicyWrong(string file, string zh, string en) => new(5103,
        $"政策文件“{file}”有误：{zh}",
        $"The policy file '{file}' is wrong: {en}");

    // 6000s: database and journal

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

    // 7000s: users and rights

    public static Problem NotAllowed(Users.Right right) => new(7001,
        $"您没有在该地区做这件事的权限（{right}）。请向管理员申请。",
        $"You do not have the right to do this in this area ({right}). Ask your administrator for it.");

    /// <summary>The sentence in the language asked for.</summary>
    /// <param name="language">A language tag; everything that does not begin with "zh" reads English.</param>
    public string In(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;

    public override string ToString() => $"{Number}: {En} / {Zh}";
}

/// <summary>Carries a <see cref="Saxaul.Problem"/> from where it was found to who shows it.</summary>
public sealed class ProblemException(Problem problem, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    public Problem Problem { get; } = problem;
}
