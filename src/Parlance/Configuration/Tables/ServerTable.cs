using Parlance.Engine;

namespace Parlance.Configuration;

internal static class ServerTable
{
    private static readonly ServerSettings Default = new();

    public static readonly Key<string> Name = new("name", new TextKind("a host name with a dot, at most 63 characters", 63, Kinds.IsServerName), Default.Name, "This node: its IRC server name, later its name in the mesh.");
    public static readonly Key<string> Sid = new("sid", new TextKind("a digit and two digits or capital letters, like \"1PA\"", 3, Kinds.IsSid), Default.Sid, "The node's id, unique in the mesh (TS6).");
    public static readonly Key<string> Network = new("network", Kinds.Word, Default.Network, "The network's name, as clients show it.");
    public static readonly Key<string> Description = new("description", Kinds.Text, Default.Description, "One line about this server, in WHOIS and LINKS.");
    public static readonly Key<string> Domain = new("domain", Kinds.Domain, Default.Domain, "Accounts are name@domain.");
    public static readonly Key<string> RoomsDomain = new("rooms_domain", Kinds.DomainOrNone, "", "Rooms are name@rooms_domain.") { DefaultNote = "rooms.<domain>" };
    public static readonly Key<string> GuestsDomain = new("guests_domain", Kinds.DomainOrNone, "", "Guests are id@guests_domain.") { DefaultNote = "guests.<domain>" };
    public static readonly Key<string> MotdFile = new("motd_file", Kinds.Path, "motd.txt", "The message of the day: UTF-8 text, at most 64 KiB and 500 lines.") { DefaultNote = "motd.txt, if it is there" };
    public static readonly Key<string> RulesFile = new("rules_file", Kinds.Path, "rules.txt", "The rules, shown by RULES; bounds as for motd_file.") { DefaultNote = "rules.txt, if it is there" };
    public static readonly Key<string> Password = new("password", Kinds.Text, Default.Password, "What IRC clients must give with PASS; empty: nothing.") { Secret = true };
    public static readonly Key<string> AdminEmail = new("admin_email", Kinds.Text, Default.AdminEmail, "Whom to write to, in ADMIN.");
    public static readonly Key<string> AdminLocation = new("admin_location", Kinds.Text, Default.AdminLocation, "Where the server is and who runs it, in ADMIN.");
    public static readonly Key<string> Casemapping = new("casemapping", Kinds.Choice("rfc8265", "ascii"), Default.Casemapping, "rfc8265: names in any script, compared by PRECIS; ascii: ASCII names only. Fixed at first start.");
    public static readonly Key<string> DefaultUserModes = new("default_user_modes", Kinds.Modes, Default.DefaultUserModes, "Modes of a user who has just connected.");
    public static readonly Key<string> Icon = new("icon", Kinds.Text, Default.Icon, "URL of the network's icon; empty: none.");
    public static readonly Key<TimeSpan> StsDuration = new("sts_duration", Kinds.Duration("0s", "3650d"), Default.StsDuration, "How long clients shall insist on TLS (strict transport security); 0s: not announced.");
    public static readonly Key<bool> StsPreload = new("sts_preload", Kinds.Flag, Default.StsPreload, "Clients may keep the policy in lists they ship with.");
    public static readonly Key<string> CloakSuffix = new("cloak_suffix", Kinds.DomainOrNone, Default.CloakSuffix, "The end of cloaked hosts; empty: hosts are shown as they are.");

    public static readonly Table Table = new("server", "This node, its names and what it says of itself.",
        Name, Sid, Network, Description, Domain, RoomsDomain, GuestsDomain, MotdFile, RulesFile, Password, AdminEmail, AdminLocation,
        Casemapping, DefaultUserModes, Icon, StsDuration, StsPreload, CloakSuffix);

    public static ServerSettings Read(Reading from)
    {
        var t = from.One(Table);
        return new()
        {
            Name = t.Get(Name), Sid = t.Get(Sid), Network = t.Get(Network), Description = t.Get(Description), Domain = t.Get(Domain),
            Motd = TextFile.Lines(from, t, MotdFile), Rules = TextFile.Lines(from, t, RulesFile), Password = t.Get(Password),
            AdminEmail = t.Get(AdminEmail), AdminLocation = t.Get(AdminLocation), Casemapping = t.Get(Casemapping),
            DefaultUserModes = t.Get(DefaultUserModes), Icon = t.Get(Icon), StsDuration = t.Get(StsDuration), StsPreload = t.Get(StsPreload),
            CloakSuffix = t.Get(CloakSuffix), RoomsDomain = t.Get(RoomsDomain), GuestsDomain = t.Get(GuestsDomain),
        };
    }
}
