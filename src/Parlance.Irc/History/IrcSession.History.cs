using Parlance.Domain.Accounts;

namespace Parlance.Irc;

/// <summary>How far a client has read.</summary>
public sealed partial class IrcSession
{
    private ReadMarks? _guestReads;

    /// <summary>The account's marks; those of this session alone for a guest.</summary>
    internal ReadMarks Reads =>
        User?.AccountFolded is { } folded && Node.State.Accounts.TryGet(folded, out var account) ? account.Reads : _guestReads ??= new();
}
