namespace Saxaul;

/// <content>1000s: the command line and our own files.</content>
public sealed partial record Problem
{
    public static Problem FolderMissing(string folder) => new(1001,
        $"文件夹“{folder}”不存在。请先建立该文件夹，或换一个路径。",
        $"The folder '{folder}' does not exist. Make it first, or give another path.");

    public static Problem FileExists(string file) => new(1002,
        $"文件“{file}”已经存在，不会覆盖。请换一个文件名。",
        $"The file '{file}' already exists and is not overwritten. Give another name.");

    public static Problem NoTestCases(string folder) => new(1003,
        $"文件夹“{folder}”里没有测试用例。请把用例放在模型“名称.dmn”旁边，文件名为“名称-test-….xml”。",
        $"The folder '{folder}' holds no test cases. Put them beside the model NAME.dmn, in files named NAME-test-….xml.");

    public static Problem NoRegistry(string file) => new(1005,
        $"这里没有登记库“{file}”。请检查 --db 或 SAXAUL_DB；新的登记库由 areas import 或 import 建立。",
        $"There is no registry '{file}' here. Check --db or SAXAUL_DB; areas import or import begins a new one.");

    /// <param name="command">The command with its names, such as "saxaul import".</param>
    public static Problem UnknownOption(string option, string command) => new(1006,
        $"没有“{option}”这个选项，也没有这个名字的文件，什么都没有做。可用的选项见 {command} --help；文件名确实以“-”开头时，请在前面加 ./ 。",
        $"There is no option '{option}', nor a file of that name, and nothing was done. See the options with {command} --help; where a file's name really begins with '-', write ./ before it.");

    public static Problem FolderTaken(string folder) => new(1004,
        $"文件夹“{folder}”已经存在，其中没有演示登记库，不会改动它。请用 --folder 另给一个文件夹。",
        $"The folder '{folder}' exists and holds no demonstration registry, so it is left alone. Give another one with --folder.");
}
