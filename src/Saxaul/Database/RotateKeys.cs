using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Saxaul.Users;

namespace Saxaul.Database;

/// <summary>Makes a new key, with which everything is encrypted from now on in every process that serves the registry. What rests encrypted with older ones is encrypted anew by <see cref="ReencryptSecrets"/>.</summary>
public static class RotateKeys
{
    /// <returns>The new key's number.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.KeyFileNotWritable"/></exception>
    public static int Run(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.BackUp);
        var database = registry.Database;
        using var writer = database.OpenWriter();
        // The file first: whoever meets a value of the new key finds it there. Two who do this at once come one after the other.
        KeyRing.Read(database.KeyFile).WithNewKey().Replace(database.KeyFile);
        database.Secrets.Follow();
        database.SetNewestKey(writer);
        writer.Execute("INSERT INTO installation (name, value) VALUES (@due, '1') ON CONFLICT (name) DO NOTHING", ("@due", ReencryptSecrets.Due));
        writer.Commit();
        return database.Secrets.Newest;
    }
}

/// <summary>
/// Takes a key out of the key file when nothing is encrypted with it any more. The file as it was is kept beside, for it opens earlier backups: whoever looks after the keys moves it to where those are kept, and destroys
/// it with them.
/// </summary>
public static class RetireKey
{
    /// <returns>The name of the kept file.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.NoSuchKey"/>, <see cref="Problem.KeyInUse"/>, <see cref="Problem.KeyFileNotWritable"/></exception>
    public static string Run(Registry registry, Actor actor, int number)
    {
        actor.RequireEverywhere(Right.BackUp);
        var database = registry.Database;
        using var writer = database.OpenWriter();
        var keys = KeyRing.Read(database.KeyFile);
        if (number == keys.Newest || !keys.Numbers.Any(one => one == number))
            throw new ProblemException(Problem.NoSuchKey(number));
        if (new ReencryptSecrets(registry).UsesByKey()[number] is > 0 and var values)
            throw new ProblemException(Problem.KeyInUse(number, values));
        var kept = string.Create(CultureInfo.InvariantCulture, $"{database.KeyFile}.before-retiring-{number}");
        try
        {
            keys.Save(kept);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.KeyFileNotWritable(), refused);
        }
        keys.Without((byte)number).Replace(database.KeyFile);
        return Path.GetFileName(kept);
    }
}
