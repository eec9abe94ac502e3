namespace Saxaul;

/// <content>5000s: registers and policies.</content>
public sealed partial record Problem
{
    public static Problem BadDefinition(string file, long line, string zh, string en) => new(5001,
        $"定义文件“{file}”第 {line} 行有误：{zh}",
        $"The definition file '{file}' is wrong at line {line}: {en}");
}
