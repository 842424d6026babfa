using Parlance.Domain.Accounts;
using Parlance.Domain.Bans;
using Parlance.Domain.Users;

namespace Parlance.Domain.Tests.Accounts;

public class AccountTests
{
    private static readonly string s_fingerprint = new('a', 64);
    private static readonly Credentials s_secret = new([new(ScramHash.Sha256, 4096, "c2FsdA==", "c3RvcmVk", "c2VydmVy")], "pencil");

    private readonly Story _story = new();

    [Fact]
    public void an_account_has_the_name_that_was_typed_and_is_found_by_how_it_compares()
    {
        _story.When(new CreateAccount("Ana", s_secret)).Happens<AccountCreated>();
        Assert.True(_story.State.Accounts.TryGet("ana", out var account));
        Assert.Equal(("Ana", "ana", _story.Log[^1].At.Id), (account.Name, account.Folded, account.Id));
        Assert.Equal(4096, account.VerifierOf(ScramHash.Sha256)?.Iterations);
        Assert.Null(account.VerifierOf(ScramHash.Sha1));
    }

    [Theory, InlineData(""), InlineData("a b"), InlineData("a@b"), InlineData("a!b"), InlineData("a*"), InlineData("a\u0007"), InlineData("ab\u200d")]
    public void what_no_address_or_line_can_hold_is_no_name(string name) => _story.When(new CreateAccount(name, null)).Refused(RefusalCode.BadAccountName);

    [Fact]
    public void a_name_longer_than_its_limit_is_none()
    {
        _story.When(new CreateAccount(new('a', 64), null)).Happens<AccountCreated>();
        _story.When(new CreateAccount(new('a', 65), null)).Refused(RefusalCode.BadAccountName);
    }

    [Fact]
    public void two_accounts_cannot_have_names_that_compare_alike()
    {
        _story.Account("Ana");
        _story.When(new CreateAccount("ANA", null)).Refused(RefusalCode.AccountExists);
    }

    [Fact]
    public void a_name_that_staff_keep_is_for_staff_to_give()
    {
        _story.Take(new BanAdded(OperBanKind.Nick, "boss*", "kept", "staff", null, null), default);
        _story.When(new CreateAccount("bossy", null)).Refused(RefusalCode.NickReserved);
        _story.When(new CreateAccount("bossy", null), asOperator: true).Happens<AccountCreated>();
    }

    [Fact]
    public void another_password_replaces_all_that_was_kept_of_the_first()
    {
        _story.When(new CreateAccount("ana", s_secret));
        _story.When("ana", new ReplaceCredentials(new([]))).Happens<CredentialsReplaced>();
        Assert.Empty(_story.AccountOf("ana").Verifiers);
        Assert.Null(_story.AccountOf("ana").Plaintext);
    }

    [Fact]
    public void a_certificate_belongs_to_one_account()
    {
        _story.Account("ana");
        _story.Account("ben");
        _story.When("ana", new AddCertificate(s_fingerprint)).Happens<CertificateAdded>();
        _story.When("ana", new AddCertificate(s_fingerprint)).NothingHappens();
        _story.When("ben", new AddCertificate(s_fingerprint)).Refused(RefusalCode.TakenByAnother);
        Assert.True(_story.State.Accounts.TryFingerprint(s_fingerprint, out var account));
        Assert.Equal("ana", account.Name);

        _story.When("ana", new RemoveCertificate(s_fingerprint)).Happens<CertificateRemoved>();
        Assert.False(_story.State.Accounts.TryFingerprint(s_fingerprint, out _));
        _story.When("ana", new RemoveCertificate(s_fingerprint)).Refused(RefusalCode.NothingToDo);
    }

    [Fact]
    public void certificates_dids_and_tokens_have_their_limits()
    {
        _story.Account("ana");
        for (var i = 0; i < Account.CertificatesMax; i++) _story.When("ana", new AddCertificate($"{i:x64}")).Happens<CertificateAdded>();
        for (var i = 0; i < Account.DidsMax; i++) _story.When("ana", new AddDid($"did:key:z{i}")).Happens<DidAdded>();
        for (var i = 0; i < Account.TokensMax; i++) _story.When("ana", new AddToken($"t{i}", $"{i:x64}", ["admin"], null)).Happens<TokenAdded>();
        _story.When("ana", new AddCertificate(s_fingerprint)).Refused(RefusalCode.ListFull);
        _story.When("ana", new AddDid("did:key:z99")).Refused(RefusalCode.ListFull);
        _story.When("ana", new AddToken("more", s_fingerprint, ["admin"], null)).Refused(RefusalCode.ListFull);
        _story.When("ana", new AddToken("t", s_fingerprint, [.. Enumerable.Repeat("a", AddToken.ScopesMax + 1)], null)).Refused(RefusalCode.BadParameter);
    }

    [Theory, InlineData("abc"), InlineData("")]
    public void what_is_no_digest_is_no_certificate(string fingerprint)
    {
        _story.Account("ana");
        _story.When("ana", new AddCertificate(fingerprint)).Refused(RefusalCode.BadParameter);
        _story.When("ana", new AddCertificate(new('G', 64))).Refused(RefusalCode.BadParameter);
    }

    [Theory, InlineData("did:key:z6Mk"), InlineData("did:web:example.com:user"), InlineData("did:plc:a%20b")]
    public void an_identifier_leads_to_its_account(string did)
    {
        _story.Account("ana");
        _story.When("ana", new AddDid(did)).Happens<DidAdded>();
        Assert.True(_story.State.Accounts.TryDid(did, out var account));
        Assert.Equal("ana", account.Name);
        _story.When("ana", new RemoveDid(did)).Happens<DidRemoved>();
        Assert.False(_story.State.Accounts.TryDid(did, out _));
    }

    [Theory, InlineData("did:"), InlineData("did:key:"), InlineData("did:Key:z"), InlineData("urn:a:b"), InlineData("did:web:a b"), InlineData("did:web:a:")]
    public void what_is_no_identifier_is_refused(string did)
    {
        _story.Account("ana");
        _story.When("ana", new AddDid(did)).Refused(RefusalCode.BadParameter);
    }

    [Fact]
    public void only_known_choices_can_be_made_and_each_can_be_taken_back()
    {
        _story.Account("ana");
        _story.When("ana", new ChooseSetting("colour", "on")).Refused(RefusalCode.BadParameter);
        _story.When("ana", new ChooseSetting(AccountSetting.AlwaysOn, "perhaps")).Refused(RefusalCode.BadParameter);
        _story.When("ana", new ChooseSetting(AccountSetting.AlwaysOn, "on")).Happens<SettingChosen>();
        Assert.True(_story.AccountOf("ana").Chooses(AccountSetting.AlwaysOn));
        _story.When("ana", new ChooseSetting(AccountSetting.AlwaysOn, "on")).NothingHappens();
        _story.When("ana", new ChooseSetting(AccountSetting.AlwaysOn, null)).Happens<SettingChosen>();
        Assert.Null(_story.AccountOf("ana").Chooses(AccountSetting.AlwaysOn));
    }

    [Theory, InlineData("ana"), InlineData("@b"), InlineData("a@"), InlineData("a b@c")]
    public void an_email_address_has_two_sides(string email)
    {
        _story.Account("ana");
        _story.When("ana", new ChangeEmail(email)).Refused(RefusalCode.BadParameter);
        _story.When("ana", new ChangeEmail(new string('a', ChangeEmail.LengthMax) + "@b")).Refused(RefusalCode.TooLong);
        _story.When("ana", new ChangeEmail("ana@example.com")).Happens<EmailChanged>();
        _story.When("ana", new ChangeEmail(null)).Happens<EmailChanged>(e => Assert.Null(e.Email));
    }

    [Fact]
    public void who_logs_in_is_that_accounts_user_until_they_log_out()
    {
        var account = _story.Account("Ana");
        _story.When("Ben", new LogInto(account.Id, 1, "irc")).Happens<UserLoggedIn>();
        Assert.Equal(("Ana", account.Id), (_story["Ben"].Account, _story["Ben"].AccountId));
        _story.When("Ben", new LogInto(account.Id, 1, "irc")).NothingHappens();
        _story.When("Ben", new LogOutOf()).Happens<UserLoggedOut>();
        Assert.Null(_story["Ben"].Account);
        _story.When("Ben", new LogOutOf()).NothingHappens();
        _story.When("Ben", new LogInto(default, 1, "irc")).Refused(RefusalCode.NoSuchAccount);
    }

    [Fact]
    public void suspension_puts_out_who_is_in_and_keeps_out_who_is_not()
    {
        var account = _story.Account("ana");
        _story.When("Ben", new LogInto(account.Id, 1, "irc"));
        _story.When("ana", new SuspendAccount("spam")).AllHappen(typeof(AccountSuspended), typeof(UserLoggedOut));
        Assert.Null(_story["Ben"].Account);
        _story.When("Ben", new LogInto(account.Id, 1, "irc")).Refused(RefusalCode.AccountSuspended);
        _story.When("ana", new UnsuspendAccount()).Happens<AccountUnsuspended>();
        _story.When("Ben", new LogInto(account.Id, 1, "irc")).Happens<UserLoggedIn>();
        _story.When("ana", new UnsuspendAccount()).Refused(RefusalCode.NothingToDo);
    }

    [Fact]
    public void a_removed_account_leaves_nothing_but_its_name_for_a_while()
    {
        var first = _story.Account("ana");
        _story.When("ana", new AddCertificate(s_fingerprint));
        _story.When("ana", new AddDid("did:key:z1"));
        _story.When("ana", new AddToken("t", s_fingerprint, ["admin"], null));
        _story.When("Ben", new LogInto(first.Id, 1, "irc"));
        _story.When("ana", new RemoveAccount(TimeSpan.FromDays(30))).AllHappen(typeof(UserLoggedOut), typeof(AccountRemoved));

        var accounts = _story.State.Accounts;
        Assert.False(accounts.TryGet("ana", out _) || accounts.TryFingerprint(s_fingerprint, out _) || accounts.TryDid("did:key:z1", out _) || accounts.TryToken(s_fingerprint, out _, out _));
        _story.When(new CreateAccount("ana", null)).Refused(RefusalCode.AccountExists);

        _story.Wall += TimeSpan.FromDays(30);
        _story.When(new CreateAccount("ana", null)).Happens<AccountCreated>();
        Assert.NotEqual(first.Id, _story.AccountOf("ana").Id);
    }

    [Fact]
    public void a_token_opens_while_it_holds()
    {
        _story.Account("ana");
        _story.When("ana", new AddToken("ci", s_fingerprint, ["admin.read"], _story.Wall + TimeSpan.FromHours(1))).Happens<TokenAdded>();
        Assert.True(_story.State.Accounts.TryToken(s_fingerprint, out var account, out var token));
        Assert.Equal(("ana", "ci", true, false), (account.Name, token.Id, token.Holds(_story.Wall), token.Holds(_story.Wall + TimeSpan.FromHours(1))));
        _story.When("ana", new AddToken("ci", new('b', 64), ["x"], null)).Refused(RefusalCode.TakenByAnother);
        _story.When("ana", new RemoveToken("ci")).Happens<TokenRemoved>();
        Assert.False(_story.State.Accounts.TryToken(s_fingerprint, out _, out _));
    }

    [Fact]
    public void the_state_in_words_names_mechanisms_and_no_secret()
    {
        _story.When(new CreateAccount("ana", s_secret, "ana@example.com"));
        _story.When("ana", new AddToken("ci", s_fingerprint, ["admin"], null));
        var words = _story.State.ToJson();
        Assert.Contains("SCRAM-SHA-256", words, StringComparison.Ordinal);
        foreach (var secret in new[] { "c3RvcmVk", "c2VydmVy", "c2FsdA", "pencil", s_fingerprint }) Assert.DoesNotContain(secret, words, StringComparison.Ordinal);
    }

    [Fact]
    public void accounts_outlive_the_node_and_who_was_logged_in_does_not()
    {
        var account = _story.Account("ana");
        _story.When("Ben", new LogInto(account.Id, 1, "irc"));
        _story.Take(new NodeStarted(2, "test"), default);
        Assert.Same(account, _story.AccountOf("ana"));
        Assert.Empty(_story.State.Users);
    }

    [Fact]
    public void an_accounts_secrets_are_sealed_under_its_own_key()
    {
        var account = _story.Account("ana");
        _story.When("ana", new ChangeEmail("ana@example.com"));
        Assert.All(_story.Log.Where(l => l.Event is AccountCreated or AccountEvent), l => Assert.Equal((Person)account.Id, l.Event.Subject(l.At)));

        var at = new Envelope { By = new(_story["Ben"].Uid, "ana"), ByAccount = account.Id };
        Assert.Equal((Person)account.Id, new AwaySet("tea").Subject(at));
        Assert.Equal((Person)_story["Ben"].Uid, new AwaySet("tea").Subject(at with { ByAccount = default }));
        Assert.Equal((Person)_story["Ana"].Uid, new NickChanged("x", "x") { User = _story["Ana"].Uid }.Subject(at));
    }
}
