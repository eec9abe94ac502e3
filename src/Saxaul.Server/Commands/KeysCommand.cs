using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>saxaul keys: changes the keys that encrypt document numbers, telephones and kept files and by whose hashes people are found, while pages are served and files imported.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var status = new Command("status", "Say which data keys there are and how many values each encrypts");
        status.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            CommandLine.Who(parsed, registry).RequireEverywhere(Right.BackUp);
            Console.Error.WriteLine("每行：数据密钥的号、它还加密着多少处。 Each line: the number of a data key, and how many values it still encrypts.");
            foreach (var (key, count) in new ReencryptSecrets(registry).UsesByKey().OrderBy(key => key.Key))
                Console.WriteLine($"{key}\t{count}");
        });

        var going = new Option<bool>("--continue") { Description = "make no new key, only go on with what was begun" };
        var rotate = new Command("rotate", "Make a new data key and bring everything under it") { going };
        rotate.SetAction(parsed => Stoppable(stop =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var who = CommandLine.Who(parsed, registry);
            who.RequireEverywhere(Right.BackUp);
            if (!parsed.GetValue(going))
            {
                var made = RotateKeys.Run(registry, who, SayWaiting, stop);
                Console.Error.WriteLine($"新的数据密钥是第 {made} 号，密钥文件不变。 The new data key is number {made}; the key file stays as it is.");
            }
            var done = new ReencryptSecrets(registry).Run(new Steps(), stop);
            Console.Error.WriteLine($"已用新密钥重新加密 {done} 处。 {done} values are encrypted with the new key.");
        }));

        var number = new Argument<int>("number") { Description = "the number of the data key, as saxaul keys status shows it" };
        var retire = new Command("retire", "Destroy a data key when it encrypts nothing any more") { number };
        retire.SetAction(parsed => Stoppable(stop =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var overwritten = RetireKey.Run(registry, CommandLine.Who(parsed, registry), parsed.GetValue(number), SayWaiting, stop);
            Console.Error.WriteLine($"""
                第 {parsed.GetValue(number)} 号数据密钥已删除。{Zh(overwritten)}从前的备份里有它自己的一份，照样能打开。
                Data key {parsed.GetValue(number)} is deleted. {En(overwritten)} Earlier backups hold their own copy of it and open as before.
                """);
        }));

        var renew = new Command("renew-file", "Change the key of the key file, when somebody may have read it");
        renew.SetAction(parsed => Stoppable(stop =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var (kept, overwritten) = RenewKeyFile.Run(registry, CommandLine.Who(parsed, registry), SayWaiting, stop);
            Console.Error.WriteLine($"""
                密钥文件已换新。{Zh(overwritten)}请把新文件另存一份，与数据分开保管；有几台机器的，给每台复制一份。从前的备份要用旧文件“{kept}”才能打开：请把它移到存放备份密钥的地方，备份销毁时一并销毁。旧文件若已泄露，请接着运行 saxaul keys rotate。
                The key file is new. {En(overwritten)} Keep a copy of it apart from the data, and give each other machine one. Earlier backups open with the old file '{kept}' only: move it to where the keys of backups are kept, and destroy it with them. If the old file got out, now run: saxaul keys rotate.
                """);
        }));
        var mend = new Command("mend", "Make look-up hashes anew that saxaul verify says do not fit their values");
        mend.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var mended = new MendHashes(registry, CommandLine.Who(parsed, registry)).Run();
            Console.Error.WriteLine(mended == 0 ? "查找码都与内容相符，没有改动。 Every look-up hash fits its value; nothing was changed." : $"重做了 {mended} 处查找码，已记入各县日志。 The hashes of {mended} values were made anew; each county's journal says so.");
        });
        return new Command("keys", "The keys of the registry") { status, rotate, retire, renew, mend };
    }

    private static string Zh(bool overwritten) => overwritten ? "数据库文件已改写，其中不再有它。" : "有人正在读取较早的状态，数据库文件里还留有它，要等他们读完再改写：正在运行的 saxaul serve 一小时内自动完成，否则在下一次打开时完成。";

    private static string En(bool overwritten) => overwritten ? "The database's files were overwritten and hold it no more."
        : "Somebody reads an earlier state, so the database's files still hold it; they are overwritten when those have ended: within the hour by a saxaul serve that runs, else when it is next opened.";

    private static void SayWaiting() => Console.Error.WriteLine("有人正在写入（例如导入名单），等写完就开始…… Somebody is writing, an import perhaps; this begins when they have ended.");

    /// <summary>Runs until somebody presses Ctrl+C; what is done by then stays done.</summary>
    private static int Stoppable(Action<CancellationToken> act)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onPressed = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onPressed;
        try
        {
            act(stop.Token);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("已停下，做完的都算数。更换密钥若已开始，继续请运行 saxaul keys rotate --continue；正在运行的 saxaul serve 也会接着做。 Stopped; what is done stays done. If a change of keys has begun, go on with: saxaul keys rotate --continue; a serving program goes on by itself.");
            return 1;
        }
        finally
        {
            Console.CancelKeyPress -= onPressed;
        }
    }

    /// <summary>A line for each tenth, so that a log of it is short.</summary>
    private sealed class Steps : IProgress<ReencryptProgress>
    {
        private long said = -1;

        public void Report(ReencryptProgress value)
        {
            var tenth = value.Of == 0 ? 10 : 10 * value.Done / value.Of;
            if (tenth == said)
                return;
            said = tenth;
            Console.Error.WriteLine($"{value.Done} / {value.Of}");
        }
    }
}
