using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Names;
using Parlance.Engine.Security;
using Parlance.Engine.Security.Sasl;

namespace Parlance.Engine;

/// <summary>Accounts: made, changed and removed for every dialect and for the command line. What needs a password hashed is answered in a later step.</summary>
public sealed partial class Node
{
    private byte[]? _secret;

    /// <summary>What the transport knows of TLS channels; null: nothing (tests, the simulator).</summary>
    public IChannelBindings? Bindings { get; set; }

    /// <summary>32 bytes that stay the same over restarts: what is answered about names without accounts is made from them.</summary>
    public byte[] Secret
    {
        get
        {
            if (_secret is null) Entropy.Fill(_secret = new byte[32]);
            return _secret;
        }

        init => _secret = value;
    }

    public Logins Logins { get; }

    /// <summary>Asks something of an account. Who is logged in to one that is suspended or removed is cut after this step, so that an answer can still be given. Null: done.</summary>
    /// <param name="by">The session that asks; null: the command line.</param>
    /// <param name="account">Of which.</param>
    /// <param name="command">What.</param>
    /// <param name="asOperator">Asked with staff rights.</param>
    public Refusal? Ask(Session? by, Account account, AccountCommand command, bool asOperator = false) =>
        Cutting(account, command, () => Carry(command.Decide(account, State, Circumstances(asOperator)), by, null, asOperator));

    /// <summary>Asks something of an account, with staff rights. Null: done.</summary>
    public Refusal? AskAs(StaffMember by, Account account, AccountCommand command) =>
        Cutting(account, command, () => CarryAs(by, command.Decide(account, State, Circumstances(asOperator: true)), null));

    /// <summary>Carries something out, and cuts those who may not be here after it.</summary>
    private Refusal? Cutting(Account account, AccountCommand command, Func<Refusal?> carry)
    {
        var here = new List<Connection>();
        if (State.Users.TryAccount(account.Folded, out var user))
            foreach (var connection in ConnectionsOf(user)) here.Add(connection);
        if (carry() is { } refusal) return refusal;
        var reason = command switch { SuspendAccount => "Your account is suspended", Domain.Accounts.RemoveAccount => "Your account is removed", _ => null };
        if (reason is not null)
            foreach (var connection in here) Timers.At(0, _ => Disconnect(connection, reason));
        return null;
    }

    /// <summary>Makes an account. Whether the asker may is the caller's to know (<see cref="AccountSettings.Registration"/>); all else is looked at here.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="answer">Told what came of it: at once, or in a later step once the password is hashed.</param>
    public void CreateAccount(NewAccount wanted, Action<AccountAnswer> answer)
    {
        var asOperator = wanted.AsOperator;
        if (new CreateAccount(wanted.Name, null, wanted.Email).Decide(State, Circumstances(asOperator)).Refusal is { } refusal)
        {
            answer(new(null, refusal));
            return;
        }

        Hash(wanted.Password, wanted.On, credentials => Create(credentials), refused => answer(new(null, refused)));

        // The name is looked at again: somebody else may have had it meanwhile.
        void Create(Credentials credentials)
        {
            var verdict = new CreateAccount(wanted.Name, credentials, wanted.Email).Decide(State, Circumstances(asOperator));
            var refused = wanted.By is { } staff ? CarryAs(staff, verdict, null) : Carry(verdict, wanted.On?.Session, null, asOperator);
            answer(refused is null && verdict.Events[0] is AccountCreated created && State.Accounts.TryGet(created.Folded, out var account) ? new(account, null) : new(null, refused));
        }
    }

    /// <summary>Gives an account another password.</summary>
    /// <param name="id">The account.</param>
    /// <param name="password">As typed.</param>
    /// <param name="on">The connection that asks; null: the command line.</param>
    /// <param name="answer">Told what came of it.</param>
    /// <param name="by">Staff that asks without a session.</param>
    public void SetPassword(EventId id, string password, Connection? on, Action<AccountAnswer> answer, StaffMember? by = null) => Hash(password, on, credentials =>
    {
        if (!State.Accounts.TryGet(id, out var account)) answer(new(null, new(RefusalCode.NoSuchAccount)));
        else answer((by is null ? Ask(on?.Session, account, new ReplaceCredentials(credentials)) : AskAs(by, account, new ReplaceCredentials(credentials))) is { } refusal ? new(null, refusal) : new(account, null));
    }, refusal => answer(new(null, refusal)));

    /// <summary>Removes an account; its name is held for <c>accounts.reuse_delay</c>. Null: done.</summary>
    public Refusal? RemoveAccount(Session? by, Account account) => Ask(by, account, new RemoveAccount(Settings.Accounts.ReuseDelay));

    private void Hash(string password, Connection? on, Action<Credentials> then, Action<Refusal> refuse)
    {
        if (!OpaqueString.TryPrepare(password, Logins.PasswordMax, out var prepared))
        {
            refuse(new(RefusalCode.BadPassword, $"{Logins.PasswordMax}"));
            return;
        }

        if (IsStorageDown)
        {
            refuse(new(RefusalCode.StorageDown, StorageTrouble));
            return;
        }

        var salts = new byte[Scram.SaltsLength];
        Entropy.Fill(salts);
        Effects.Work.Add(new Hashing(prepared, Settings.Accounts.PasswordIterations, salts, Settings.Accounts.KeepPlaintext,
            credentials =>
            {
                if (credentials is null) refuse(new(RefusalCode.TooMany, "passwords are being hashed; try again"));
                else then(credentials);
            }) { For = on });
    }
}

/// <summary>An account that somebody wants.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Password">As typed.</param>
/// <param name="Email">Null: none.</param>
/// <param name="On">The connection that asks; null: the command line.</param>
/// <param name="AsOperator">Asked with staff rights.</param>
/// <param name="By">Staff that asks without a session; null: nobody of that kind.</param>
public sealed record NewAccount(string Name, string Password, string? Email = null, Connection? On = null, bool AsOperator = false, StaffMember? By = null)
{
    /// <summary>Never the password: it may end up in a message to somebody.</summary>
    public override string ToString() => Name;
}

/// <summary>What came of a request.</summary>
/// <param name="Account">The account, when it was done.</param>
/// <param name="Refusal">Why not; null: done.</param>
public readonly record struct AccountAnswer(Account? Account, Refusal? Refusal);
