"""The addresses of accounts; those of allauth that the site uses keep their names."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.urls import path

from folkmoot.web.accounts import views

urlpatterns = [
    path("login/", allauth_views.login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("signup/", allauth_views.signup, name="account_signup"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("password/", allauth_views.password_change, name="account_change_password"),
    path("preferences/", views.edit_preferences, name="preferences"),
]
