using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using Saxaul.Database;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>saxaul keys: changes the key that encrypts document numbers, telephones and kept files, while pages are served and files imported.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var status = new Command("status", "Say which keys there are and how many values each encrypts");
        status.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            CommandLine.Who(parsed, registry).RequireEverywhere(Right.BackUp);
            foreach (var (key, count) in new ReencryptSecrets(registry).UsesByKey().OrderBy(key => key.Key))
                Console.WriteLine($"{key}\t{count}");
        });

        var going = new Option<bool>("--continue") { Description = "make no new key, only go on with what was begun" };
        var rotate = new Command("rotate", "Make a new key and encrypt everything with it") { going };
        rotate.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var who = CommandLine.Who(parsed, registry);
            who.RequireEverywhere(Right.BackUp);
            if (!parsed.GetValue(going))
            {
                var made = RotateKeys.Run(registry, who);
                Console.Error.WriteLine($"新密钥是第 {made} 号。请把新的密钥文件另存一份，与数据分开保管。 The new key is number {made}. Keep a copy of the new key file apart from the data.");
            }
            using var stop = new CancellationTokenSource();
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };
            try
            {
                var done = new ReencryptSecrets(registry).Run(new Steps(), stop.Token);
                Console.Error.WriteLine($"已用新密钥重新加密 {done} 处。 {done} values are encrypted with the new key.");
                return 0;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("已停下，做完的都算数。继续请运行 saxaul keys rotate --continue；正在运行的 saxaul serve 也会接着做。 Stopped; what is done stays done. Go on with: saxaul keys rotate --continue; a serving program goes on by itself.");
                return 1;
            }
        });

        var number = new Argument<int>("number") { Description = "the number of the key, as saxaul keys status shows it" };
        var retire = new Command("retire", "Take a key out of the key file when it encrypts nothing any more") { number };
        retire.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var kept = RetireKey.Run(registry, CommandLine.Who(parsed, registry), parsed.GetValue(number));
            Console.Error.WriteLine($"""
                已停用第 {parsed.GetValue(number)} 号密钥。从前的备份要用旧的密钥文件“{kept}”才能打开：请把它移到存放备份密钥的地方，备份销毁时一并销毁。
                Key {parsed.GetValue(number)} is retired. Earlier backups open with the old key file '{kept}' only: move it to where the keys of backups are kept, and destroy it with them.
                """);
        });
        return new Command("keys", "The keys of the registry") { status, rotate, retire };
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
