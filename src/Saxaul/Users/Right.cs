namespace Saxaul.Users;

/// <summary>What somebody wants to do with data, a verb and a noun; with the areas and the purpose of a <see cref="Grant"/> it is a right.</summary>
public enum Right
{
    /// <summary>See households, persons and what is recorded about them.</summary>
    ReadHouseholds,

    /// <summary>Enter, correct and undo what is recorded about households.</summary>
    WriteHouseholds,

    /// <summary>Say what is wrong in a household: with the right to write it is applied as usual, alone it waits for somebody who has that.</summary>
    ProposeCorrections,

    /// <summary>Look a second time at what somebody else put right or entered.</summary>
    ConfirmCorrections,

    /// <summary>Hand in files, see what became of one's own, and apply them.</summary>
    HandInLists,

    /// <summary>Open one household out of reach, with a reason and for some hours, in the sight of the level above.</summary>
    OpenInEmergency,

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
