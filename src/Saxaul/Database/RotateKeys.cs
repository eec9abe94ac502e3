using System;
using System.Linq;
using System.Threading;
using Saxaul.Users;

namespace Saxaul.Database;

/// <summary>
/// Makes a new data key, with which everything is encrypted, and by whose hashes everything is written to be found, from now on in every process of every machine that serves the registry. No file changes. What rests under
/// older keys is brought under the new one by <see cref="ReencryptSecrets"/>; until then look-ups ask for both.
/// </summary>
public static class RotateKeys
{
    /// <param name="waiting">Told once when it waits for somebody who is writing, an import perhaps.</param>
    /// <returns>The new key's number.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.KeyMissing"/>, <see cref="Problem.NoMoreKeys"/></exception>
    /// <exception cref="OperationCanceledException">Stopped while waiting: no key was made.</exception>
    public static int Run(Registry registry, Actor actor, Action? waiting = null, CancellationToken stop = default)
    {
        actor.RequireEverywhere(Right.BackUp);
        var database = registry.Database;
        using var writer = database.OpenWriterAlone(waiting, stop);
        var number = DataKeys.Add(writer, KeyRing.Read(database.KeyFile));
        writer.Commit();
        return number;
    }
}

/// <summary>Destroys a data key that nothing is encrypted with any more. Earlier backups hold it themselves, encrypted with the key file of their day.</summary>
public static class RetireKey
{
    /// <param name="waiting">Told once when it waits for somebody who is writing.</param>
    /// <returns>Whether no file of the database holds it any more; false while somebody still read an earlier state: then as <see cref="Keeping.Erasing.ErasureReport.IsOverwritten"/>.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.NoSuchKey"/>, <see cref="Problem.KeyInUse"/></exception>
    /// <exception cref="OperationCanceledException">Stopped while waiting.</exception>
    public static bool Run(Registry registry, Actor actor, int number, Action? waiting = null, CancellationToken stop = default)
    {
        actor.RequireEverywhere(Right.BackUp);
        var database = registry.Database;
        byte oldestInRows;
        using (var reader = database.OpenReader())
            oldestInRows = DataKeys.ReadOldestInRows(reader, null);
        // Every value is counted, which takes its time, while others go on writing: with a key that is left for good nobody writes any more, for the next one was made while nobody wrote.
        var uses = new ReencryptSecrets(registry).UsesByKey();
        if (number == uses.Keys.Max() || !uses.TryGetValue(number, out var values))
            throw new ProblemException(Problem.NoSuchKey(number));
        if (values > 0 || number >= oldestInRows)
            throw new ProblemException(Problem.KeyInUse(number, values));
        using (var writer = database.OpenWriterAlone(waiting, stop))
        {
            DataKeys.Remove(writer, number);
            database.RememberToOverwrite(writer);
            writer.Commit();
        }
        return database.OverwriteIfDue();
    }
}

/// <summary>
/// Changes the key of the key file, for when somebody may have read it. Only the data keys are encrypted anew, so it takes a moment. The file as it was is kept beside, for it opens earlier backups: whoever looks after the keys moves it to
/// where those are kept, and destroys it with them. Whoever read the old file and has an old copy of the database knows the data keys of that day: against that helps <see cref="RotateKeys"/> afterwards.
/// </summary>
public static class RenewKeyFile
{
    /// <param name="waiting">Told once when it waits for somebody who is writing.</param>
    /// <returns>The name of the kept file, and whether no file of the database holds the data keys under the old key any more; false as for <see cref="RetireKey.Run"/>.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.KeyFileNotWritable"/>, <see cref="Problem.KeyFileOfAnother"/>, <see cref="Problem.NoMoreKeys"/>, <see cref="Problem.KeyMissing"/>: then no key was changed.</exception>
    /// <exception cref="OperationCanceledException">Stopped while waiting.</exception>
    public static (string Kept, bool IsOverwritten) Run(Registry registry, Actor actor, Action? waiting = null, CancellationToken stop = default)
    {
        actor.RequireEverywhere(Right.BackUp);
        var database = registry.Database;
        // Where the file is kept elsewhere and linked to, it is that one which changes.
        var path = System.IO.File.ResolveLinkTarget(database.KeyFile, returnFinalTarget: true)?.FullName ?? database.KeyFile;
        string kept;
        using (var writer = database.OpenWriterAlone(waiting, stop))
        {
            var before = KeyRing.Read(path);
            // A machine that has an older file learns it before anything is changed.
            DataKeys.Read(writer.Connection, writer.Transaction, before);
            var both = before.WithNewKey();
            kept = $"{path}.before-{both.Newest}";
            before.Replace(kept, like: path);
            // With both keys in the file, killed at any point it still opens the database as it is then.
            both.Replace(path, like: path);
            DataKeys.WrapAnew(writer, both);
            database.RememberToOverwrite(writer);
            writer.Commit();
            both.OnlyNewest().Replace(path, like: path);
        }
        return (System.IO.Path.GetFileName(kept), database.OverwriteIfDue());
    }
}
