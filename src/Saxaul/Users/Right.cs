namespace Saxaul.Users;

/// <summary>What somebody wants to do with data, a verb and a noun; with the areas and the purpose of a <see cref="Grant"/> it is a right.</summary>
public enum Right
{
    /// <summary>See households, persons and what is recorded about them.</summary>
    ReadHouseholds,

    /// <summary>Enter, correct and undo what is recorded about households.</summary>
    WriteHouseholds,

    /// <summary>Change the list of areas.</summary>
    WriteAreas,

    /// <summary>Say who signs in and which roles they have.</summary>
    WriteUsers,

    /// <summary>Read the journal and check it.</summary>
    Verify,

    /// <summary>Destroy the content about a person or household.</summary>
    Erase,

    /// <summary>Make a copy of the whole registry, or put one in its place.</summary>
    BackUp,
}
