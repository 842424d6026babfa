using System.Text;
using Parlance.Domain.Accounts;
using Parlance.Domain.Messages;

namespace Parlance.Irc.Messages;

/// <summary>What is said to an account that is not here: kept, and given to it when it comes. Only accounts may; a guest could not be answered.</summary>
internal static class Absent
{
    /// <summary>Null: nobody of that name can be told later.</summary>
    public static Account? Find(IrcSession client, ReadOnlySpan<byte> nick)
    {
        if (!client.Node.KeepsHistory || client.User!.AccountFolded is null || nick.Length > Domain.Names.NameRules.AccountLengthMax) return null;
        return client.Node.State.Accounts.TryGet(client.Node.Names.Fold(Encoding.UTF8.GetString(nick)), out var account) && !account.IsSuspended
            && !client.Node.State.Users.TryAccount(account.Folded, out _) ? account : null;
    }

    public static void Say(IrcSession client, Account to, in Saying said)
    {
        if (said.Kind == MessageKind.Tags && !Reactions.IsIn(said.Tags.Span)) return;
        if (!DirectRules.Keep(client, null, to, said) && !Messaging.IsStorageDown(client, said, to.Name)) client.Node.Say(client, null, null, said.Kind, said.Text, said.Tags, joined: said.Joined, absent: to);
    }
}
