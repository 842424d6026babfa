using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;

namespace Parlance.Irc.Operators;

/// <summary>The server notices that events are to staff.</summary>
public static class StaffNotices
{
    public static void Tell(Staff staff, in Utterance what)
    {
        var by = what.By?.Nick ?? what.At.By.Account ?? what.Node.Settings.Server.Name;
        var about = what.About ?? what.By;
        switch (what.Event)
        {
            case UserConnected e: People(staff, Snomasks.Connects, "Client connecting", e.Nick, e.Ident, e.Host, e.Address, e.RealName); break;
            case UserDisconnected e when about is { } user: People(staff, Snomasks.Quits, "Client exiting", user.Nick, user.Ident, user.Host, user.Address, e.Reason); break;
            case NickChanged e when staff.Reads(Snomasks.Nicks): staff.Tell(Snomasks.Nicks, $"{e.Was} is now {e.Nick}" + (what.About is not null && what.By is not null && !ReferenceEquals(what.By, what.About) ? $" (forced by {by})" : "")); break;
            case RoomCreated e when staff.Reads(Snomasks.Rooms): staff.Tell(Snomasks.Rooms, $"{by} created #{e.Name}"); break;
            case RoomClosed e when staff.Reads(Snomasks.Rooms): staff.Tell(Snomasks.Rooms, $"#{what.Room?.Name} is closed: {e.Reason}"); break;
            case UserKilled e: staff.Tell(Snomasks.Kills, $"{by} killed {e.Nick}: {e.Reason}"); break;
            case OperatorLoggedIn e when about is { } user: staff.Tell(Snomasks.Operators, $"{user.Nick} ({user.Ident}@{user.Host}) is now staff as {e.Name}, class {e.Class}"); break;
            case OperatorLoggedOut when about is { } user: staff.Tell(Snomasks.Operators, $"{user.Nick} is staff no more"); break;
            case LoginRefused e when about is { } user: People(staff, Snomasks.Operators, $"OPER refused ({e.Reason}) as {Printable(e.Name)}", user.Nick, user.Ident, user.Host, user.Address, ""); break;
            case OperatorActed e: staff.Tell(e.Command is "REHASH" or "DIE" or "RESTART" ? Snomasks.Announcements : Snomasks.Operators, $"{by} used {e.Command} on {e.On}" + (e.Detail.Length > 0 ? $": {e.Detail}" : "")); break;
            case HostChanged e when about is { } user: staff.Tell(Snomasks.Operators, $"{by} changed {user.Nick} to {e.Ident}@{e.Host}"); break;
            case IdentChanged e when about is { } user: staff.Tell(Snomasks.Operators, $"{by} changed {user.Nick} to {e.Ident}@{user.Host}"); break;
            case RealNameChanged when what.About is { } user && !ReferenceEquals(user, what.By): staff.Tell(Snomasks.Operators, $"{by} changed the real name of {user.Nick}"); break;
            case LockdownSet e: staff.Tell(Snomasks.Announcements, $"{by} set DEFCON {(int)e.Level}: {DefconCommand.Words(e.Level)}"); break;
            case SpamFilterAdded e: staff.Tell(Snomasks.SpamFilters, $"{by} added the filter {e.Id} ({e.Action}): {e.Pattern}"); break;
            case SpamFilterRemoved e: staff.Tell(Snomasks.SpamFilters, $"{by} removed the filter {e.Id}"); break;
            case SpamFilterHit e: staff.Tell(Snomasks.SpamFilters, $"{e.Who.Split('!')[0]} hit {e.Id} ({e.Where})", $"{e.Who} hit {e.Id} ({e.Where}): {e.Text}"); break;
            case AddressListed e when e.Action != "mark": staff.Tell(Snomasks.Blocklists, $"A newcomer is listed in {e.Zone} ({e.Action})", $"{e.Address} is listed in {e.Zone} ({e.Action})"); break;
            case GlobopsSent e: staff.Tell(Snomasks.Globops, $"From {by}: {e.Text}"); break;
            case BanAdded e: staff.Tell(Snomasks.Bans, BanWords.Added(e, what.At.Stamp.Wall)); break;
            case BanRemoved e: staff.Tell(Snomasks.Bans, e.Expired ? $"The {BanWords.NameOf(e.Kind)} on {BanWords.Show(e.Kind, e.Mask)} has expired" : $"{by} removed the {BanWords.NameOf(e.Kind)} on {BanWords.Show(e.Kind, e.Mask)}"); break;
        }
    }

    /// <summary>Only those who may see hosts are told the address.</summary>
    private static void People(Staff staff, char letter, string doing, string nick, string ident, string host, string address, string more)
    {
        if (!staff.Reads(letter)) return;
        var tail = more.Length == 0 ? "" : $" [{more}]";
        staff.Tell(letter, $"{doing}: {nick} ({ident}@{host}){tail}", $"{doing}: {nick} ({ident}@{host}) [{address}]{tail}");
    }

    private static string Printable(string name) => new([.. name.Where(c => !char.IsControl(c)).Take(64)]);
}
