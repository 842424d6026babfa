using Parlance.Engine;
using Parlance.Engine.Security;

namespace Parlance.Configuration;

internal static class OperTable
{
    private static readonly OperatorBlock Default = new();

    public static readonly Key<string> Name = new("name", Kinds.Word, "", "What OPER is given.") { Required = true };
    public static readonly Key<string> Password = new("password", Kinds.Text, Default.Password, "A verifier made by parlance hash-password. Plain text is accepted with a warning; empty: the fingerprint alone.") { Secret = true };
    public static readonly Key<string> Hostmask = new("hostmask", Kinds.Word, Default.Hostmask, "user@host that may use it, with * and ?, or a network.");
    public static readonly Key<string> Fingerprint = new("fingerprint", Kinds.Fingerprint, Default.Fingerprint, "SHA-256 of the client certificate that is needed.");
    public static readonly Key<bool> TlsRequired = new("tls_required", Kinds.Flag, Default.TlsRequired, "Only over TLS.");
    public static readonly Key<string> Class = new("class", Kinds.Word, Default.Class, "admin, moderator, helper, or the name of an [[oper_class]].");
    public static readonly Key<string> Vhost = new("vhost", Kinds.Text, Default.Vhost, "The host shown once the user is staff; empty: unchanged.");
    public static readonly Key<string> Snomasks = new("snomasks", Kinds.Text, Default.Snomasks, "Server notices that are on at once.");

    public static readonly Table Table = new("oper", "Who may become staff, and how. Without a file, an operator root is made at first start.",
        Name, Password, Hostmask, Fingerprint, TlsRequired, Class, Vhost, Snomasks) { Many = true };

    public static IReadOnlyList<OperatorBlock> Read(Reading from, IReadOnlyList<OperatorClass> classes)
    {
        from.Distinct(Table, Name);
        var blocks = new List<OperatorBlock>();
        foreach (var t in from.All(Table))
        {
            Check(from, t, classes);
            blocks.Add(new()
            {
                Name = t.Get(Name), Password = t.Get(Password), Hostmask = t.Get(Hostmask), TlsRequired = t.Get(TlsRequired), Class = t.Get(Class),
                Fingerprint = t.Get(Fingerprint).Replace(":", "", StringComparison.Ordinal).ToLowerInvariant(), Vhost = t.Get(Vhost), Snomasks = t.Get(Snomasks),
            });
        }

        return blocks;
    }

    private static void Check(Reading from, TableValues t, IReadOnlyList<OperatorClass> classes)
    {
        var password = t.Get(Password);
        if (password.Length == 0 && t.Get(Fingerprint).Length == 0)
            from.Wrong(t, Name, $"the operator '{t.Get(Name)}' has neither password nor fingerprint", "give it one; parlance hash-password makes a password verifier");
        else if (PasswordVerifier.IsVerifier(password) && !PasswordVerifier.TryParse(password, out _))
            from.Wrong(t, Password, "the verifier is damaged", "make it again with parlance hash-password");
        else if (password.Length > 0 && !PasswordVerifier.IsVerifier(password))
            from.Note(t, Password, $"the password of the operator '{t.Get(Name)}' is plain text", "put what parlance hash-password prints in its place");

        if (!classes.Any(one => one.Name == t.Get(Class)))
            from.Wrong(t, Class, $"there is no operator class '{t.Get(Class)}'", $"write one of {string.Join(", ", classes.Select(one => one.Name))}, or add an [[oper_class]]");
    }
}

internal static class OperClassTable
{
    private static readonly OperatorClass Default = new();

    public static readonly Key<string> Name = new("name", Kinds.Word, "", "Named by class in [[oper]]; admin, moderator or helper replaces the built-in one.") { Required = true };
    public static readonly Key<IReadOnlyList<string>> Privileges = new("privileges", Kinds.Words, Default.Privileges, "What its members may do; \"*\" is everything.");
    public static readonly Key<string> WhoisLine = new("whois_line", Kinds.Text, Default.WhoisLine, "What WHOIS says of them.");

    public static readonly Table Table = new("oper_class", "Kinds of staff beside admin, moderator and helper.", Name, Privileges, WhoisLine) { Many = true };

    public static IReadOnlyList<OperatorClass> Read(Reading from)
    {
        from.Distinct(Table, Name);
        var own = from.All(Table).Select(t => new OperatorClass { Name = t.Get(Name), Privileges = t.Get(Privileges), WhoisLine = t.Get(WhoisLine) }).ToList();
        return [.. own, .. OperatorClass.Defaults.Where(built => !own.Exists(one => one.Name == built.Name))];
    }
}
